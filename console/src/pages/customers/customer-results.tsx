import { Button, H4 } from '@bigcommerce/big-design';
import { type UseQueryResult, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Customer, FoundCustomers } from '../../../../src/hosts/http/api-types.ts';
import { type CustomerFilterName, customerFilterNames, customerName, customersKey } from '../../api/customers.ts';
import { useFieldOptions } from '../../api/nodes.ts';
import { count, dateTime } from '../../parts/amounts.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ChoiceField } from '../../parts/fields/index.ts';
import { Pager } from '../../parts/pager.tsx';
import { type ListAddress, ListBar, SearchResults } from '../../parts/search/index.ts';
import { tell } from '../../parts/tell.ts';
import { TextLink } from '../../parts/text-link.tsx';
import { DeleteCustomers } from './delete-customers.tsx';
import { useGroupName } from './group-name.ts';

export type CustomerResultsProps = {
  storeId: string;
  list: UseQueryResult<FoundCustomers>;
  address: ListAddress<CustomerFilterName>;
};

/** One page of what a search found: to sort, to open, to select and delete. */
export function CustomerResults({ storeId, list, address }: CustomerResultsProps) {
  const { sort, page, limit, filters, turn } = address;
  const sorts = useFieldOptions('BigcommerceGetCustomers', 'sort');
  const nameOfGroup = useGroupName(storeId);
  const client = useQueryClient();
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [isDeleting, setIsDeleting] = useState(false);
  const chosen = list.data?.customers.filter(({ id }) => selected.has(id)) ?? [];
  return (
    <SearchResults
      one="customer"
      list={list}
      address={address}
      filterNames={customerFilterNames}
      isEmpty={({ total }) => total === 0}
      none={
        <Empty title="The store has no customers yet" actions={<TextLink to="/imports">Import customers</TextLink>} />
      }
      hint="All filters must fit. Email, company and phone must be written exactly as the store has them."
    >
      {({ customers, total }) => (
        <>
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
              <ChoiceField label="Sort by" value={sort} options={sorts} onChange={(value) => turn({ sort: value })} />
            )}
          </ListBar>
          {customers.length > 0 && (
            <DataTable
              label="Customers"
              columns={[
                {
                  key: 'name',
                  header: 'Name',
                  sort: 'last_name',
                  render: (row) => <TextLink to={`/customers/${row.id}`}>{nameIn(sort, row)}</TextLink>,
                },
                { key: 'email', header: 'Email', render: ({ email }) => email },
                { key: 'company', header: 'Company', render: ({ company }) => company || '–' },
                { key: 'group', header: 'Customer group', render: (row) => nameOfGroup(row.customer_group_id) },
                {
                  key: 'created',
                  header: 'Created',
                  sort: 'date_created',
                  render: ({ date_created }) => (date_created ? dateTime(date_created) : '–'),
                },
              ]}
              rows={customers}
              selection={{ ids: selected, name: (row: Customer) => customerName(row), onChange: setSelected }}
              sorted={sort}
              onSort={(value) => turn({ sort: value })}
            />
          )}
          <Pager
            what="customers"
            page={page}
            limit={limit}
            shown={customers.length}
            total={total}
            isBusy={list.isPlaceholderData}
            onPage={(to) => {
              setSelected(new Set());
              turn({ page: to });
            }}
            onLimit={(to) => turn({ limit: to })}
          />
          {isDeleting && (
            <DeleteCustomers
              storeId={storeId}
              customers={chosen}
              onClose={() => setIsDeleting(false)}
              onDeleted={({ message }) => {
                setIsDeleting(false);
                setSelected(new Set());
                tell(`${message}.`);
                void client.invalidateQueries({ queryKey: customersKey(storeId) });
              }}
            />
          )}
        </>
      )}
    </SearchResults>
  );
}

/** As the list is sorted: "Ruiz, Ana" by last name, else "Ana Ruiz". */
function nameIn(sort: string, customer: Customer): string {
  const { first_name, last_name } = customer;
  if (!sort.startsWith('last_name') || !last_name) return customerName(customer);
  return [last_name, first_name].filter(Boolean).join(', ');
}
