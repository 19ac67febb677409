import { Button, Text } from '@bigcommerce/big-design';
import { type ClipboardEvent, useRef, useState } from 'react';
import styled from 'styled-components';
import { Facts } from '../../parts/facts.tsx';
import { SecretField, TextField } from '../../parts/fields/index.ts';
import { Actions, Stack } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useDroppedFiles } from '../../parts/use-dropped-files.ts';
import {
  type AccountEntry,
  type AccountErrors,
  emptyEntry,
  holdsAccount,
  readAccountFile,
  storeOf,
} from './account-entry.ts';

export type AccountFieldsProps = {
  entry: AccountEntry;
  onChange(entry: AccountEntry): void;
  errors: AccountErrors;
  /** Only a token is asked for. @default false */
  isStoreKnown?: boolean;
};

/** Takes an API account as BigCommerce shows it: its file, its text, or its parts one by one. */
export function AccountFields({ entry, onChange, errors, isStoreKnown = false }: AccountFieldsProps) {
  const input = useRef<HTMLInputElement>(null);
  const [refusal, setRefusal] = useState<Error>();
  const takeFile = async (files: FileList | null | undefined): Promise<void> => {
    const file = files?.[0];
    if (!file) return;
    setRefusal(undefined);
    try {
      onChange({ ...emptyEntry, account: await readAccountFile(file) });
    } catch (error) {
      setRefusal(error as Error);
    }
  };
  const isOver = useDroppedFiles(takeFile);
  const takeText = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData('text');
    if (!holdsAccount(text)) return;
    event.preventDefault();
    onChange({ ...emptyEntry, account: { text, from: 'what you pasted' } });
  };

  if (entry.account) {
    const store = storeOf(entry.account.text);
    return (
      <Held role="status">
        <Text bold marginBottom="none">
          The API account is here, from {entry.account.from}.
        </Text>
        <Facts
          facts={[
            ['Store hash', store?.hash ?? 'Not found in it'],
            ['API address', store?.api ?? 'Not found in it'],
            ['Access token', 'Hidden'],
          ]}
        />
        <Actions>
          <Button type="button" variant="subtle" onClick={() => onChange(emptyEntry)}>
            Take another one
          </Button>
        </Actions>
        {errors.pasted && <Trouble error={errors.pasted} />}
      </Held>
    );
  }
  return (
    <Stack onPaste={takeText}>
      <Drop $isOver={isOver} role="group" aria-label="File of the API account">
        <Text bold marginBottom="none">
          {isOver ? 'Let go to take it' : 'Drop the text file here that BigCommerce gave you'}
        </Text>
        <Text color="secondary60" marginBottom="none">
          Or copy all that BigCommerce shows and paste it into a field below.
        </Text>
        <input
          ref={input}
          type="file"
          accept=".txt,text/plain"
          hidden
          aria-label="Text file of the API account"
          onChange={(event) => {
            void takeFile(event.target.files);
            // The same file may be chosen again.
            event.target.value = '';
          }}
        />
        <Button type="button" variant="secondary" onClick={() => input.current?.click()}>
          Choose the file
        </Button>
        {refusal && <Trouble error={refusal} />}
      </Drop>
      {!isStoreKnown && (
        <TextField
          label="API path or store hash"
          value={entry.store}
          onChange={(store) =>
            onChange(
              holdsAccount(store)
                ? { ...emptyEntry, account: { text: store, from: 'what you pasted' } }
                : { ...entry, store },
            )
          }
          error={errors.store_hash}
          help="For example https://api.bigcommerce.com/stores/abc123/v3/ or abc123"
        />
      )}
      <SecretField
        label="Access token"
        onChange={(token) => onChange({ ...entry, token })}
        error={errors.access_token}
        help="Stored encrypted, and never shown again, not even to you."
      />
    </Stack>
  );
}

const Drop = styled.div<{ $isOver: boolean }>`
  align-items: center;
  background: ${({ theme, $isOver }) => ($isOver ? theme.colors.primary10 : theme.colors.secondary10)};
  border: 2px dashed ${({ theme, $isOver }) => ($isOver ? theme.colors.primary : theme.colors.secondary40)};
  border-radius: ${({ theme }) => theme.borderRadius.normal};
  display: grid;
  gap: ${({ theme }) => theme.spacing.xSmall};
  justify-items: center;
  padding: ${({ theme }) => theme.spacing.large};
  text-align: center;
  .bd-button { margin: 0; width: auto; }
`;

const Held = styled.div`
  background: ${({ theme }) => theme.colors.success10};
  border: 1px solid ${({ theme }) => theme.colors.success30};
  border-radius: ${({ theme }) => theme.borderRadius.normal};
  display: grid;
  gap: ${({ theme }) => theme.spacing.xSmall};
  padding: ${({ theme }) => theme.spacing.medium};
`;
