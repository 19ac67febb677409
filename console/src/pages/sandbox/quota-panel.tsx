import { Panel, Text } from '@bigcommerce/big-design';
import { type FormEvent, useState } from 'react';
import styled from 'styled-components';
import type { SandboxView } from '../../../../src/hosts/http/api-types.ts';
import { useChangeQuota } from '../../api/sandbox.ts';
import { amount, count, duration } from '../../parts/amounts.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { fieldErrors } from '../../parts/field-errors.ts';
import { TextField } from '../../parts/fields/index.ts';
import { Stack } from '../../parts/page.tsx';
import { tell } from '../../parts/tell.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { Steady } from './live-numbers.tsx';
import { QuotaWindows } from './quota-windows.tsx';

/** How many requests the store lets in, and how many of them are used. */
export function QuotaPanel({ view }: { view: SandboxView }) {
  const { quota, window_ms: windowMs, stats } = view;
  const current = stats.windows.at(-1);
  const every = duration(windowMs / 1000);
  return (
    <Panel
      header="Quota"
      description="As real stores do, the sandbox lets in so many requests in a window of time and refuses the others."
      marginBottom="none"
    >
      <Stack>
        {quota === 0 || !current ? (
          <Text>There is no limit at the moment.</Text>
        ) : (
          <Steady>
            <Text>
              {count(quota, 'request')} every {every}. In this window {amount(current.used)} used
              {current.thief > 0 && `, ${amount(current.thief)} taken by another app`}, {amount(current.left)} left; a
              new one begins in {duration((current.started_at + windowMs - stats.now) / 1000)}.
            </Text>
            <QuotaWindows windows={stats.windows} every={every} />
          </Steady>
        )}
        <QuotaForm quota={quota} every={every} />
      </Stack>
    </Panel>
  );
}

function QuotaForm({ quota, every }: { quota: number; every: string }) {
  const [draft, setDraft] = useState<string>();
  const changing = useChangeQuota();
  const { byField, rest } = fieldErrors(changing.error, ['quota']);
  const wanted = Number(draft ?? quota);
  const isWhole = draft?.trim() !== '' && Number.isInteger(wanted) && wanted >= 0;
  const [isAsked, setIsAsked] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setIsAsked(true);
    if (!isWhole || changing.isPending) return;
    changing.mutate(wanted, {
      onSuccess(view) {
        setDraft(undefined);
        setIsAsked(false);
        tell(
          view.quota === 0
            ? 'There is no limit now.'
            : `The quota is ${count(view.quota, 'request')} every ${every} now.`,
        );
      },
    });
  };
  return (
    <Form onSubmit={submit} noValidate aria-label="Quota">
      <TextField
        label={`Requests every ${every}`}
        value={draft ?? String(quota)}
        inputMode="numeric"
        error={isAsked && !isWhole ? 'Give a whole number; 0 lifts the limit.' : byField.quota}
        help="0 lifts the limit. Stores on the Standard and Plus plans have 150 every 30 s."
        onChange={(next) => {
          changing.reset();
          setIsAsked(false);
          setDraft(next);
        }}
      />
      <BusyButton text="Set the quota" type="submit" variant="secondary" isLoading={changing.isPending} />
      {rest && <Trouble error={rest} header="The quota stays as it is" />}
    </Form>
  );
}

const Form = styled.form`
  display: grid;
  gap: ${({ theme }) => theme.spacing.small};
  justify-items: start;
  max-width: 22rem;
  & > div { width: 100%; }
  & > .bd-button { margin: 0; width: auto; }
`;
