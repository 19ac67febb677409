import { Button, H4 } from '@bigcommerce/big-design';
import type { UseQueryResult } from '@tanstack/react-query';
import { useFieldOptions } from '../../api/field-options.ts';
import { type OrderFilterName, type OrderList, orderFilterNames } from '../../api/orders.ts';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { fieldErrors } from '../../parts/field-errors.ts';
import { ChoiceField } from '../../parts/fields.tsx';
import { StoreTrouble } from '../../parts/for-store.tsx';
import { ListBar } from '../../parts/list-bar.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Stack } from '../../parts/page.tsx';
import { Pager } from '../../parts/pager.tsx';
import type { ListAddress } from '../../parts/use-list-address.ts';
import { foundOf } from './found-of.ts';
import { OrdersTable } from './orders-table.tsx';

export type OrderResultsProps = { list: UseQueryResult<OrderList>; address: ListAddress<OrderFilterName> };

/** One page of what a search found: to sort and to open. */
export function OrderResults({ list, address }: OrderResultsProps) {
  const { sort, page, limit, filters, turn, search } = address;
  const sorts = useFieldOptions('BigcommerceGetOrders', 'sort');
  const { data, error, isPlaceholderData, refetch } = list;
  // What is wrong with a filter is said at it.
  if (error && !fieldErrors(error, orderFilterNames).rest)
    return (
      <Card>
        <Empty title="The search was not run">It says at the field above what cannot be searched for.</Empty>
      </Card>
    );
  if (error) return <StoreTrouble error={error} what="The orders could not be listed" retry={refetch} />;
  if (!data) return <Loading what="Asking the store for its orders" />;
  const isNarrowed = Object.keys(filters).length > 0;
  if (data.orders.length === 0 && page === 1)
    return (
      <Card>
        {isNarrowed ? (
          <Empty
            title="No order matches"
            actions={
              <Button variant="secondary" onClick={() => search({})}>
                Clear the search
              </Button>
            }
          >
            All filters must fit. Email and payment method must be written exactly as the store has them.
          </Empty>
        ) : (
          <Empty title="The store has no orders yet">They are here as soon as somebody has bought.</Empty>
        )}
      </Card>
    );
  return (
    <Card>
      <Stack aria-busy={isPlaceholderData}>
        <ListBar>
          <H4 as="h2" marginBottom="none" aria-live="polite">
            {foundOf(data) ?? 'No further orders'}
            {isNarrowed && ' found'}
          </H4>
          <ChoiceField label="Sorted by" value={sort} options={sorts} onChange={(value) => turn({ sort: value })} />
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
          isBusy={isPlaceholderData}
          onPage={(to) => turn({ page: to })}
          onLimit={(to) => turn({ limit: to })}
        />
      </Stack>
    </Card>
  );
}
