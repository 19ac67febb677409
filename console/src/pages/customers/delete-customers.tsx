import { Message, Text } from '@bigcommerce/big-design';
import { useMutation, useQuery } from '@tanstack/react-query';
import styled from 'styled-components';
import type { Customer } from '../../../../src/hosts/http/api-types.ts';
import { customerName, type Deleted, deleteCustomers, tryCustomersDelete } from '../../api/customers.ts';
import { count } from '../../parts/amounts.ts';
import { storeTitle, useChosenStore } from '../../parts/chosen-store.tsx';
import { Loading } from '../../parts/loading.tsx';
import { personName } from '../../parts/person-name.ts';
import { Question } from '../../parts/question.tsx';
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
    <Question
      title={`Delete ${customers.length === 1 ? customerName(customers[0]!) : count(customers.length, 'customer')}?`}
      wayBack={`Keep ${customers.length === 1 ? 'the customer' : 'them'}`}
      action={found.length > 0 ? `Delete ${count(found.length, 'customer')} for good` : undefined}
      isBusy={deleting.isPending}
      onConfirm={() => deleting.mutate()}
      onClose={onClose}
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
    </Question>
  );
}

const Names = styled.div`
  max-height: 14rem;
  overflow-y: auto;
  ul { margin: 0; padding-left: 1.25rem; }
`;
