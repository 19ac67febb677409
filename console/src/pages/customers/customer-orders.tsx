import { Panel, Text } from '@bigcommerce/big-design';
import { useOrders } from '../../api/orders.ts';
import { Loading } from '../../parts/loading.tsx';
import { Stack } from '../../parts/page.tsx';
import { StoreTrouble } from '../../parts/store-trouble.tsx';
import { TextLink } from '../../parts/text-link.tsx';
import { OrdersTable } from '../orders/orders-table.tsx';

const latest = 10;

/** The latest orders of one customer. */
export function CustomerOrders({ storeId, customerId }: { storeId: string; customerId: number }) {
  const filters = { customer_id: String(customerId) };
  const { data, error, refetch } = useOrders(storeId, { filters, sort: 'date_created:desc', page: 1, limit: latest });
  return (
    <Panel header="Orders">
      {error ? (
        <StoreTrouble error={error} what="The orders could not be listed" retry={refetch} />
      ) : !data ? (
        <Loading what="Asking the store for the orders" />
      ) : data.orders.length === 0 ? (
        <Text color="secondary60">This customer has not ordered yet.</Text>
      ) : (
        <Stack>
          <OrdersTable label="Orders of this customer" orders={data.orders} />
          <Text>
            {data.orders.length === latest && `The latest ${latest} are shown. `}
            <TextLink to={`/orders?customer_id=${customerId}`}>All orders of this customer</TextLink>
          </Text>
        </Stack>
      )}
    </Panel>
  );
}
