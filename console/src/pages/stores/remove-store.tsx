import { Text } from '@bigcommerce/big-design';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { StoredCredential } from '../../../../src/hosts/http/api-types.ts';
import { credentialsKey, forgetStoreTest, removeStore } from '../../api/credentials.ts';
import { storeTitle } from '../../parts/chosen-store.tsx';
import { Question } from '../../parts/question.tsx';
import { tell } from '../../parts/tell.ts';
import { Trouble } from '../../parts/trouble.tsx';

export type RemoveStoreProps = {
  store: StoredCredential;
  isSandbox: boolean;
  onClose(): void;
};

/** Asks before a store is forgotten, and says what becomes of what belongs to it. */
export function RemoveStore({ store, isSandbox, onClose }: RemoveStoreProps) {
  const client = useQueryClient();
  const removing = useMutation({
    mutationFn: () => removeStore(store.id),
    async onSuccess() {
      onClose();
      document.getElementById('page')?.focus();
      tell(`${storeTitle(store)} was removed.`);
      forgetStoreTest(client, store.id);
      await client.invalidateQueries({ queryKey: credentialsKey });
    },
  });
  return (
    <Question
      title={`Remove ${storeTitle(store)}?`}
      wayBack="Keep it"
      action="Remove the store"
      isBusy={removing.isPending}
      onConfirm={() => removing.mutate()}
      onClose={onClose}
    >
      <Text>
        <strong>What stays:</strong> the store itself in BigCommerce, with all that is in it, and its imports and
        reports here in Rollcall.
      </Text>
      <Text>
        <strong>What stops:</strong> its customers and orders are not shown any more, and imports and scripts that use
        it have no access. An import that has not finished can go on once the store is added again with the ID “
        {store.id}”.
      </Text>
      <Text>
        {isSandbox
          ? 'The sandbox comes back when Rollcall is started with it again.'
          : 'Rollcall forgets the token. To make it worthless everywhere, delete the API account in BigCommerce too.'}
      </Text>
      {removing.error && <Trouble error={removing.error} header="The store was not removed" />}
    </Question>
  );
}
