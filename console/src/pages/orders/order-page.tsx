import { Button } from '@bigcommerce/big-design';
import { useState } from 'react';
import { useParams } from 'react-router';
import { type OrderView, useOrder } from '../../api/orders.ts';
import { dateTime } from '../../parts/amounts.ts';
import { AsJson } from '../../parts/as-json.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ForStore } from '../../parts/for-store.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { ListLink } from '../../parts/search/index.ts';
import { StoreTrouble } from '../../parts/store-trouble.tsx';
import { TextLink } from '../../parts/text-link.tsx';
import { BillingPanel } from './billing-panel.tsx';
import { OrderProducts } from './order-products.tsx';
import { buyerName } from './orders-table.tsx';
import { ShippingPanel } from './shipping-panel.tsx';
import { StatusPanel } from './status-panel.tsx';

export function OrderPage() {
  const { id = '' } = useParams();
  return (
    <ForStore title={`Order ${id}`} what="Orders">
      {(store) => <OrderOf key={`${store.id} ${id}`} storeId={store.id} id={id} />}
    </ForStore>
  );
}

function OrderOf({ storeId, id }: { storeId: string; id: string }) {
  const { data: order, error, refetch } = useOrder(storeId, id);
  if (order) return <Known storeId={storeId} order={order} />;
  return (
    <Page title={`Order ${id}`} description={<ListLink to="/orders">All orders</ListLink>}>
      {error ? (
        <StoreTrouble error={error} what="The order could not be read" retry={refetch} />
      ) : order === null ? (
        <Card>
          <Empty title="No such order" actions={<TextLink to="/orders">Search the orders</TextLink>}>
            The store has no order with the number {id}. Check the number; the order may also belong to another store.
          </Empty>
        </Card>
      ) : (
        <Loading what="Asking the store for the order" />
      )}
    </Page>
  );
}

function Known({ storeId, order }: { storeId: string; order: OrderView }) {
  const [isJson, setIsJson] = useState(false);
  const { id, date_created, customer_id = 0, billing_address } = order;
  const name = buyerName(billing_address);
  const panel = { storeId, order };
  return (
    <Page
      title={`Order ${id}`}
      description={
        <>
          <ListLink to="/orders">All orders</ListLink> · placed {date_created && dateTime(date_created)} by{' '}
          {customer_id === 0 ? `${name}, a guest` : <TextLink to={`/customers/${customer_id}`}>{name}</TextLink>}
        </>
      }
      actions={
        <Button variant="subtle" onClick={() => setIsJson(true)}>
          As JSON
        </Button>
      }
    >
      <StatusPanel {...panel} />
      <OrderProducts order={order} />
      <ShippingPanel {...panel} />
      <BillingPanel {...panel} />
      {isJson && <AsJson title={`Order ${id} as JSON`} value={order} onClose={() => setIsJson(false)} />}
    </Page>
  );
}
