import { H4 } from '@bigcommerce/big-design';
import type { UseQueryResult } from '@tanstack/react-query';
import { useFieldOptions } from '../../api/nodes.ts';
import { type OrderFilterName, type OrderList, orderFilterNames } from '../../api/orders.ts';
import { Empty } from '../../parts/empty.tsx';
import { ChoiceField } from '../../parts/fields/index.ts';
import { Pager } from '../../parts/pager.tsx';
import { type ListAddress, ListBar, SearchResults } from '../../parts/search/index.ts';
import { foundOf } from './found-of.ts';
import { OrdersTable } from './orders-table.tsx';

export type OrderResultsProps = { list: UseQueryResult<OrderList>; address: ListAddress<OrderFilterName> };

/** One page of what a search found: to sort and to open. */
export function OrderResults({ list, address }: OrderResultsProps) {
  const { sort, page, limit, filters, turn } = address;
  const sorts = useFieldOptions('BigcommerceGetOrders', 'sort');
  return (
    <SearchResults
      one="order"
      list={list}
      address={address}
      filterNames={orderFilterNames}
      isEmpty={({ orders }) => orders.length === 0 && page === 1}
      none={<Empty title="The store has no orders yet">They are here as soon as somebody has bought.</Empty>}
      hint="All filters must fit. Email and payment method must be written exactly as the store has them."
    >
      {(data) => (
        <>
          <ListBar>
            <H4 as="h2" marginBottom="none" aria-live="polite">
              {foundOf(data) ?? 'No further orders'}
              {Object.keys(filters).length > 0 && ' found'}
            </H4>
            <ChoiceField label="Sort by" value={sort} options={sorts} onChange={(value) => turn({ sort: value })} />
          </ListBar>
          {data.orders.length > 0 && (
            <OrdersTable
              label="Orders"
              orders={data.orders}
              showsCustomer
              sorted={sort}
              onSort={(value) => turn({ sort: value })}
            />
          )}
          <Pager
            what="orders"
            page={page}
            limit={limit}
            shown={data.orders.length}
            isBusy={list.isPlaceholderData}
            onPage={(to) => turn({ page: to })}
            onLimit={(to) => turn({ limit: to })}
          />
        </>
      )}
    </SearchResults>
  );
}
