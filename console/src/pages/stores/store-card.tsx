import { Button, H2, Text } from '@bigcommerce/big-design';
import { useEffect, useRef, useState } from 'react';
import styled from 'styled-components';
import type { StoredCredential } from '../../../../src/hosts/http/api-types.ts';
import { useStoreTest } from '../../api/credentials.ts';
import { dateTime } from '../../parts/amounts.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { Card } from '../../parts/card.tsx';
import { storeTitle, useChosenStore } from '../../parts/chosen-store.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Actions, Stack } from '../../parts/page.tsx';
import { Pill } from '../../parts/pill.tsx';
import { tell } from '../../parts/tell.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { RemoveStore } from './remove-store.tsx';
import { RenameStore } from './rename-store.tsx';
import { ReplaceToken } from './replace-token.tsx';
import { TestAnswer } from './test-answer.tsx';

const ownApi = 'https://api.bigcommerce.com';

export type StoreCardProps = {
  store: StoredCredential;
  isSandbox: boolean;
  /** It came just now: the keyboard goes on here. */
  isNew: boolean;
};

/** One connected store, and what can be done about it. */
export function StoreCard({ store, isSandbox, isNew }: StoreCardProps) {
  const { store: chosen, choose } = useChosenStore();
  const [open, setOpen] = useState<'rename' | 'replace' | 'remove'>();
  const title = useRef<HTMLDivElement>(null);
  const test = useStoreTest(store.id);
  const name = storeTitle(store);
  const isChosen = chosen?.id === store.id;
  const close = (): void => setOpen(undefined);
  useEffect(() => {
    if (isNew) title.current?.focus();
  }, [isNew]);
  return (
    <Card aria-label={name}>
      <Stack>
        <Head ref={title} tabIndex={-1}>
          <H2 marginBottom="none">{name}</H2>
          {isChosen && <Pill $tone="primary">In use</Pill>}
          {isSandbox && <Pill $tone="warning">Sandbox</Pill>}
        </Head>
        {isSandbox && (
          <Text color="secondary60">A practice store on this computer. What you do in it reaches no real store.</Text>
        )}
        <Facts
          facts={[
            ['Store hash', store.store_hash],
            ['ID for scripts', store.id],
            ...(store.api_url === ownApi ? [] : [['API address', store.api_url] as [string, string]]),
            ['Added', dateTime(store.created_at)],
          ]}
        />
        <Actions>
          {!isChosen && (
            <Button
              aria-label={`Use this store: ${name}`}
              onClick={() => {
                choose(store.id);
                tell(`All pages now show ${name}.`);
              }}
            >
              Use this store
            </Button>
          )}
          <BusyButton
            text="Test"
            aria-label={`Test ${name}`}
            variant="secondary"
            isLoading={test.isFetching}
            onClick={() => test.refetch()}
          />
          <Button variant="subtle" aria-label={`Rename ${name}`} onClick={() => setOpen('rename')}>
            Rename
          </Button>
          <Button variant="subtle" aria-label={`Replace the token of ${name}`} onClick={() => setOpen('replace')}>
            Replace the token
          </Button>
          <Button
            variant="subtle"
            actionType="destructive"
            aria-label={`Remove ${name}`}
            onClick={() => setOpen('remove')}
          >
            Remove
          </Button>
        </Actions>
        {test.error && <Trouble error={test.error} header="The test could not be made" />}
        {test.data && !test.error && <TestAnswer test={test.data} at={new Date(test.dataUpdatedAt)} />}
      </Stack>
      {open === 'rename' && <RenameStore store={store} onClose={close} />}
      {open === 'replace' && <ReplaceToken store={store} onClose={close} />}
      {open === 'remove' && <RemoveStore store={store} isSandbox={isSandbox} onClose={close} />}
    </Card>
  );
}

const Head = styled.div`
  align-items: center;
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.spacing.xSmall};
  outline: none;
`;
