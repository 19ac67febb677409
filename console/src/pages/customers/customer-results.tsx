import { Button, H4 } from '@bigcommerce/big-design';
import { type UseQueryResult, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type CustomerFilterName,
  type CustomerList,
  type CustomerView,
  customerFilterNames,
  customerName,
} from '../../api/customers.ts';
import { useFieldOptions } from '../../api/field-options.ts';
import { tell } from '../../parts/tell.ts';
import { count, dateTime } from '../../parts/amounts.ts';
import { Card } from '../../parts/card.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { fieldErrors } from '../../parts/field-errors.ts';
import { ChoiceField } from '../../parts/fields.tsx';
import { StoreTrouble } from '../../parts/for-store.tsx';
import { ListBar } from '../../parts/list-bar.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Stack } from '../../parts/page.tsx';
import { Pager } from '../../parts/pager.tsx';
import { TextLink } from '../../parts/text-link.tsx';
import type { ListAddress } from '../../parts/use-list-address.ts';
import { DeleteCustomers } from './delete-customers.tsx';
import { useGroupName } from './group-name.ts';

export type CustomerResultsProps = {
  storeId: string;
  list: UseQueryResult<CustomerList>;
  address: ListAddress<CustomerFilterName>;
};

/** One page of what a search found: to sort, to open, to select and delete. */
export function CustomerResults({ storeId, list, address }: CustomerResultsProps) {
  const { sort, page, limit, filters, turn, search } = address;
  const sorts = useFieldOptions('BigcommerceGetCustomers', 'sort');
  const nameOfGroup = useGroupName(storeId);
  const client = useQueryClient();
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [isDeleting, setIsDeleting] = useState(false);
  const { data, error, isPlaceholderData, refetch } = list;
  // What is wrong with a filter is said at it.
  if (error && !fieldErrors(error, customerFilterNames).rest)
    return (
      <Card>
        <Empty title="The search was not run">It says at the field above what cannot be searched for.</Empty>
      </Card>
    );
  if (error) return <StoreTrouble error={error} what="The customers could not be listed" retry={refetch} />;
  if (!data) return <Loading what="Asking the store for its customers" />;
  const { customers, total } = data;
  const chosen = customers.filter(({ id }) => selected.has(id));
  if (total === 0)
    return (
      <Card>
        {Object.keys(filters).length === 0 ? (
          <Empty title="The store has no customers yet" actions={<TextLink to="/imports">Import customers</TextLink>} />
        ) : (
          <Empty
            title="No customer matches"
            actions={
              <Button variant="secondary" onClick={() => search({})}>
                Clear the search
              </Button>
            }
          >
            All filters must fit. Email, company and phone must be written exactly as the store has them.
          </Empty>
        )}
      </Card>
    );
  return (
    <Card>
      <Stack aria-busy={isPlaceholderData}>
        <ListBar>
          <H4 as="h2" marginBottom="none" aria-live="polite">
            {chosen.length > 0
              ? `${count(chosen.length, 'customer')} selected`
              : `${count(total, 'customer')}${Object.keys(filters).length > 0 ? ' found' : ''}`}
          </H4>
          {chosen.length > 0 ? (
            <>
              <Button variant="secondary" actionType="destructive" onClick={() => setIsDeleting(true)}>
                Delete …
              </Button>
              <Button variant="subtle" onClick={() => setSelected(new Set())}>
                Select none
              </Button>
            </>
          ) : (
            <ChoiceField label="Sorted by" value={sort} options={sorts} onChange={(value) => turn({ sort: value })} />
          )}
        </ListBar>
        <DataTable
          label="Customers"
          columns={[
            {
              key: 'name',
              header: 'Name',
              sort: 'last_name',
              render: (row) => <TextLink to={`/customers/${row.id}`}>{customerName(row)}</TextLink>,
            },
            { key: 'email', header: 'Email', render: ({ email }) => email },
            { key: 'company', header: 'Company', render: ({ company }) => company || '–' },
            { key: 'group', header: 'Group', render: (row) => nameOfGroup(row.customer_group_id) },
            {
              key: 'created',
              header: 'Created',
              sort: 'date_created',
              render: ({ date_created }) => (date_created ? dateTime(date_created) : '–'),
            },
          ]}
          rows={customers}
          selection={{ ids: selected, name: (row: CustomerView) => customerName(row), onChange: setSelected }}
          sorted={sort}
          onSort={(value) => turn({ sort: value })}
        />
        <Pager
          what="customers"
          page={page}
          limit={limit}
          shown={customers.length}
          total={total}
          isBusy={isPlaceholderData}
          onPage={(to) => {
            setSelected(new Set());
            turn({ page: to });
          }}
          onLimit={(to) => turn({ limit: to })}
        />
      </Stack>
      {isDeleting && (
        <DeleteCustomers
          storeId={storeId}
          customers={chosen}
          onClose={() => setIsDeleting(false)}
          onDeleted={({ message }) => {
            setIsDeleting(false);
            setSelected(new Set());
            tell(`${message}.`);
            void client.invalidateQueries({ queryKey: ['customers', storeId] });
          }}
        />
      )}
    </Card>
  );
}
