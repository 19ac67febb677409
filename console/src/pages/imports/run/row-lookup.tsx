import { Button, Input, Panel } from '@bigcommerce/big-design';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import styled from 'styled-components';
import type { ImportView } from '../../../../../src/hosts/http/api-types.ts';
import { useRowLife } from '../../../api/imports.ts';
import { Loading } from '../../../parts/loading.tsx';
import { Stack } from '../../../parts/page.tsx';
import { Trouble } from '../../../parts/trouble.tsx';
import { useFollowing } from '../../../parts/use-following.ts';
import { RowLife } from './row-life.tsx';

/** Finds the row on a line of the file and tells its life. The line stands in the address of the page. */
export function RowLookup({ view }: { view: ImportView }) {
  const [params, setParams] = useSearchParams();
  const asked = Number(params.get('line') ?? Number.NaN);
  const line = Number.isInteger(asked) && asked > 0 ? asked : undefined;
  const [text, setText] = useFollowing(line === undefined ? '' : String(line));
  const [refused, setRefused] = useState<string>();
  const place = useRef<HTMLDivElement>(null);
  const { data, error, isPending } = useRowLife(view.import_id, line);
  useEffect(() => {
    if (line === undefined) return;
    place.current?.scrollIntoView({ block: 'nearest' });
    // Whoever followed a link of the list reads on here.
    if (document.activeElement instanceof HTMLAnchorElement) place.current?.focus({ preventScroll: true });
  }, [line]);
  const look = (event: FormEvent): void => {
    event.preventDefault();
    const wanted = Number(text.replaceAll(',', ''));
    const isLine = Number.isInteger(wanted) && wanted > 0;
    if (isLine) setParams(withLine(wanted), { replace: true });
    else setRefused(text);
  };
  return (
    <Panel header="Look up a line" marginBottom="none">
      <Stack ref={place} tabIndex={-1}>
        <Form onSubmit={look} noValidate>
          <Input
            label="Line of the file"
            inputMode="numeric"
            value={text}
            onChange={(event) => setText(event.target.value)}
            {...(refused === text && { error: 'Give the number of a line, such as 42.' })}
          />
          <Button type="submit" variant="secondary">
            Look it up
          </Button>
        </Form>
        {line !== undefined && isPending && <Loading what={`Looking up line ${line}`} />}
        {line !== undefined && error && <Trouble error={error} />}
        {line !== undefined && data && <RowLife life={data} />}
      </Stack>
    </Panel>
  );
}

const withLine = (line: number) => (old: URLSearchParams) => {
  old.set('line', String(line));
  return old;
};

const Form = styled.form`
  align-items: flex-end;
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.spacing.small};
  & > .bd-button { margin: 0; width: auto; }
`;
