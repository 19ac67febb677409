import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CredentialBody, CredentialTest, StoredCredential } from '../../../../src/hosts/http/api-types.ts';
import { addStore, credentialsKey, keepStoreTest, testAccount } from '../../api/credentials.ts';
import { newKey } from '../../api/new-key.ts';
import { useChosenStore } from '../../parts/chosen-store.tsx';
import { isAway } from './test-answer.tsx';

export type AddStep =
  /** Tests, and stores where all is well. */
  | { how: 'test' }
  /** Stores what was tested, whatever the test said. */
  | { how: 'anyway'; test: CredentialTest }
  /** Gives the token to a store that is here already. */
  | { how: 'replace'; test: CredentialTest; id: string };

export type AddResult = {
  test: CredentialTest;
  /** The same store, here already: nothing was stored. */
  twin?: StoredCredential;
  /** What was stored. */
  added?: StoredCredential;
};

export type AddedStore = {
  store: StoredCredential;
  /** False where a store that is here already got the token. */
  isNew: boolean;
  /** The one that the pages show from now on: another one where this one does not answer. */
  shown: StoredCredential;
};

/** Connects a store: it is tested first, and nothing is stored until it answers or the user wants it anyway. */
export function useAddStore(body: CredentialBody, onAdded: (added: AddedStore) => void) {
  const client = useQueryClient();
  const { stores, store: chosen, choose } = useChosenStore();
  const content = JSON.stringify(body);
  // The same content is stored once, however often it is sent; other content is another store.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new key for new content
  const key = useMemo(newKey, [content]);
  return useMutation({
    async mutationFn(step: AddStep): Promise<AddResult> {
      const test = step.how === 'test' ? await testAccount(body) : step.test;
      if (step.how === 'test') {
        if (!test.ok) return { test };
        const twin = stores.find((one) => one.store_hash === test.store_hash && one.api_url === test.api_url);
        if (twin) return { test, twin };
      }
      const added =
        step.how === 'replace'
          ? await addStore({ ...body, id: step.id }, `${key}-replace`)
          : await addStore(body, `${key}-add`);
      keepStoreTest(client, added.id, test);
      // Where nobody has chosen, the first of the list is shown, and the new one may come before it.
      if (chosen && isAway(test)) choose(chosen.id);
      await client.invalidateQueries({ queryKey: credentialsKey });
      return { test, added };
    },
    onSuccess({ test, added }, { how }) {
      if (added) onAdded({ store: added, isNew: how !== 'replace', shown: (isAway(test) && chosen) || added });
    },
  });
}
