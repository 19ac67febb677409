import { Button, Form, FormGroup, Input, Panel, Text } from '@bigcommerce/big-design';
import { type FormEvent, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ImportView } from '../../../../../src/hosts/http/api-types.ts';
import { Actions, Stack } from '../../../parts/page.tsx';
import { Trouble } from '../../../parts/trouble.tsx';
import type { Preparation } from './use-preparation.ts';
import { withoutFlags } from './words.ts';

/** A file of which nothing could be made, or a store that did not answer while it was read. */
export function UnreadableFile({ view, preparation }: { view: ImportView; preparation: Preparation }) {
  const { reason } = view;
  const { recheck, error } = preparation;
  const navigate = useNavigate();
  const again = (body?: Parameters<typeof recheck>[0]): void => void recheck(body).catch(() => undefined);
  const lacksEmail = /recognised as the email/.test(reason?.message ?? '');
  const isAboutFile = reason?.code === 'invalid_params' || reason?.code === 'too_large';
  return (
    <Panel header={isAboutFile ? 'This file cannot be imported as it is' : 'The file could not be checked'}>
      <Stack>
        <Trouble error={withoutFlags(reason?.message ?? 'Rollcall did not say why.')} />
        {error && error.message !== reason?.message && <Trouble error={withoutFlags(error.message)} />}
        {lacksEmail ? (
          <EmailColumn
            names={namesIn(reason?.message ?? '')}
            onChosen={(column) => again({ map: { [column]: 'email' } })}
          />
        ) : (
          <Text>
            {isAboutFile
              ? 'Correct the file and choose it again. Nothing was sent to your store.'
              : 'Nothing was sent to your store. The file is kept: try again once the cause is gone.'}
          </Text>
        )}
        <Actions>
          <Button variant={isAboutFile ? 'primary' : 'secondary'} onClick={() => navigate('/imports')}>
            Choose another file
          </Button>
          <Button variant={isAboutFile ? 'secondary' : 'primary'} onClick={() => again()}>
            Check this file again
          </Button>
        </Actions>
      </Stack>
    </Panel>
  );
}

/** The columns that the reason names, to be suggested. */
function namesIn(reason: string): string[] {
  return /The file has: (.+?)\.(?: |$)/.exec(reason)?.[1]?.split(', ') ?? [];
}

function EmailColumn({ names, onChosen }: { names: string[]; onChosen(column: string): void }) {
  const listId = useId();
  const [column, setColumn] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (column.trim()) onChosen(column.trim());
  };
  return (
    <Form onSubmit={submit}>
      <datalist id={listId}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <FormGroup>
        <Input
          list={listId}
          label="Which column holds the email addresses?"
          description="Its name as it stands in the first line of the file."
          value={column}
          onChange={(event) => setColumn(event.target.value)}
        />
      </FormGroup>
      <Button type="submit" variant="secondary">
        Use this column
      </Button>
    </Form>
  );
}
