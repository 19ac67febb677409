import { Button, Message, Text } from '@bigcommerce/big-design';
import { useMutation, useQuery } from '@tanstack/react-query';
import styled from 'styled-components';
import type { Customer } from '../../../../src/hosts/http/api-types.ts';
import { customerName, type Deleted, deleteCustomers, tryCustomersDelete } from '../../api/customers.ts';
import { count } from '../../parts/amounts.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { storeTitle, useChosenStore } from '../../parts/chosen-store.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Loading } from '../../parts/loading.tsx';
import { personName } from '../../parts/person-name.ts';
import { StoreTrouble } from '../../parts/store-trouble.tsx';

export type DeleteCustomersProps = {
  storeId: string;
  customers: Customer[];
  onDeleted(answer: Deleted): void;
  onClose(): void;
};

/** Asks the store first who would be deleted and who has orders, then asks the user. */
export function DeleteCustomers({ storeId, customers, onDeleted, onClose }: DeleteCustomersProps) {
  const ids = customers.map(({ id }) => id);
  const look = useQuery({
    queryKey: ['would-delete', storeId, ids],
    queryFn: () => tryCustomersDelete(storeId, ids),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const deleting = useMutation({ mutationFn: () => deleteCustomers(storeId, ids), onSuccess: onDeleted });
  const found = customers.filter(({ id }) => look.data?.would_delete.includes(id));
  const shown = look.data ? found : customers;
  const store = useChosenStore().stores.find(({ id }) => id === storeId);
  const place = store ? storeTitle(store) : storeId;
  const ordering = look.data?.with_orders ?? [];
  return (
    <Dialog
      title={`Delete ${customers.length === 1 ? customerName(customers[0]!) : count(customers.length, 'customer')}?`}
      isBusy={deleting.isPending}
      onClose={onClose}
      actions={
        <>
          {found.length > 0 && (
            <BusyButton
              text={`Delete ${count(found.length, 'customer')} for good`}
              actionType="destructive"
              isLoading={deleting.isPending}
              onClick={() => deleting.mutate()}
            />
          )}
          <Button variant="subtle" disabled={deleting.isPending} onClick={onClose}>
            Keep {customers.length === 1 ? 'the customer' : 'them'}
          </Button>
        </>
      }
    >
      {look.isPending && <Loading what="Asking the store who has orders" />}
      {look.error && <StoreTrouble error={look.error} retry={() => look.refetch()} />}
      {look.data && (
        <>
          <Text>
            {found.length === 0
              ? `${place} has none of them any more: there is nothing to delete.`
              : 'Nothing is deleted yet. What is deleted is gone for good: the account, its addresses and its attributes.'}
          </Text>
          {look.data.not_found.length > 0 && found.length > 0 && (
            <Text>
              {count(look.data.not_found.length, 'selected customer is', 'selected customers are')} no longer in the
              store.
            </Text>
          )}
          {ordering.length > 0 && (
            <Message
              type="warning"
              messages={[
                {
                  text: `${count(ordering.length, 'customer has', 'customers have')} orders. The orders stay in the store.`,
                },
              ]}
            />
          )}
        </>
      )}
      {shown.length > 0 && (
        <div>
          <Text marginBottom="xxSmall">
            {count(shown.length, 'customer')} of the store <strong>{place}</strong>:
          </Text>
          <Names role="group" aria-label="Who would be deleted" tabIndex={0}>
            <ul>
              {shown.map((customer) => (
                <li key={customer.id}>
                  {[personName(customer), customer.email].filter(Boolean).join(', ')}
                  {ordering.includes(customer.id) && <strong> (has orders)</strong>}
                </li>
              ))}
            </ul>
          </Names>
        </div>
      )}
      {deleting.error && <StoreTrouble error={deleting.error} what="The customers were not deleted" />}
    </Dialog>
  );
}

const Names = styled.div`
  max-height: 14rem;
  overflow-y: auto;
  ul { margin: 0; padding-left: 1.25rem; }
`;
