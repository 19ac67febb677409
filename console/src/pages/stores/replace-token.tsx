import { Button, Text } from '@bigcommerce/big-design';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { flushSync } from 'react-dom';
import type { CredentialTest, StoredCredential } from '../../../../src/hosts/http/api-types.ts';
import { addStore, changeStore, keepStoreTest, testAccount } from '../../api/credentials.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { storeTitle } from '../../parts/chosen-store.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { fieldErrors } from '../../parts/field-errors.ts';
import { focusWrongField } from '../../parts/focus-wrong-field.ts';
import { tell } from '../../parts/tell.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { type AccountErrors, accountFields, bodyOf, emptyEntry, missingOf } from './account-entry.ts';
import { AccountFields } from './account-fields.tsx';
import { isPassing, TestAnswer } from './test-answer.tsx';

/** Gives a store another token, once that one is seen to work. */
export function ReplaceToken({ store, onClose }: { store: StoredCredential; onClose(): void }) {
  const client = useQueryClient();
  const form = useId();
  const [entry, setEntry] = useState(emptyEntry);
  const [missing, setMissing] = useState<AccountErrors>({});
  const replacing = useMutation({
    /** @param trusted What the test said; absent: it is tested first. */
    async mutationFn(trusted: CredentialTest | undefined): Promise<{ test: CredentialTest; isDone: boolean }> {
      const body = entry.account
        ? bodyOf(entry)
        : { store_hash: store.store_hash, api_url: store.api_url, access_token: entry.token.trim() };
      const test = trusted ?? (await testAccount(body));
      if (test.store_hash !== store.store_hash || test.api_url !== store.api_url) return { test, isDone: false };
      if (!trusted && !test.ok) return { test, isDone: false };
      if (entry.account) await addStore({ ...body, id: store.id });
      else await changeStore(store.id, { access_token: entry.token.trim() });
      keepStoreTest(client, store.id, test);
      return { test, isDone: true };
    },
    async onSuccess({ isDone }) {
      if (!isDone) return;
      // What failed for want of a good token is asked again, on every page.
      await client.invalidateQueries();
      tell(`${storeTitle(store)} now uses the new token.`);
      onClose();
    },
  });
  const { test } = replacing.data ?? {};
  const isOther = test && (test.store_hash !== store.store_hash || test.api_url !== store.api_url);
  const { byField, rest } = fieldErrors(replacing.error, accountFields);
  const refused = test?.code === 'unauthorized' ? test.message : undefined;
  const errors: AccountErrors = {
    ...byField,
    ...(refused !== undefined && { [entry.account ? 'pasted' : 'access_token']: refused }),
    ...missing,
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (replacing.isPending) return;
    const open = missingOf(entry, true);
    flushSync(() => setMissing(open));
    focusWrongField(event.currentTarget);
    if (Object.keys(open).length === 0) replacing.mutate(undefined);
  };
  return (
    <Dialog
      title={`Replace the token of ${storeTitle(store)}`}
      onClose={onClose}
      actions={
        <>
          <BusyButton text="Test and replace" type="submit" form={form} isLoading={replacing.isPending} />
          {test && !isOther && isPassing(test) && (
            <Button variant="secondary" disabled={replacing.isPending} onClick={() => replacing.mutate(test)}>
              Replace anyway
            </Button>
          )}
          <Button variant="subtle" onClick={onClose}>
            Keep the old token
          </Button>
        </>
      }
    >
      <Text>
        The old token was revoked, or may do too little? In BigCommerce, create another API account for the store{' '}
        {store.store_hash} and put its token here. The old one stays until the new one is tested.
      </Text>
      <form id={form} onSubmit={submit} noValidate autoComplete="off">
        <AccountFields
          entry={entry}
          errors={errors}
          isStoreKnown
          onChange={(next) => {
            replacing.reset();
            setMissing({});
            setEntry(next);
          }}
        />
      </form>
      {isOther && (
        <Trouble
          header="This is the account of another store"
          error={`It belongs to ${test.store_hash}, and this store is ${store.store_hash}. Nothing has changed. Add the other one as a store of its own.`}
        />
      )}
      {test && !isOther && !test.ok && refused === undefined && <TestAnswer test={test} />}
      {rest && <Trouble error={rest} header="The token was not replaced" />}
    </Dialog>
  );
}
