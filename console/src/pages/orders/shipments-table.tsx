import type { Shipment } from '../../../../src/hosts/http/api-types.ts';
import { useFieldOptions } from '../../api/nodes.ts';
import type { OrderView } from '../../api/orders.ts';
import { dateTime } from '../../parts/amounts.ts';
import { DataTable } from '../../parts/data-table.tsx';

/** The parcels that are on their way, as the store has them. */
export function ShipmentsTable({
  order: { products = [], shipments = [], shipping_addresses: addresses = [] },
}: {
  order: OrderView;
}) {
  const providers = useFieldOptions('BigcommerceUpdateOrder', 'shipping_provider');
  const carrierOf = ({ shipping_provider, shipping_provider_display_name, tracking_carrier }: Shipment): string =>
    providers.find(({ value }) => value === shipping_provider)?.label ||
    shipping_provider_display_name ||
    tracking_carrier ||
    shipping_provider ||
    '–';
  const contentOf = ({ items }: Shipment): string =>
    items
      .map(({ order_product_id, quantity }) => {
        const product = products.find(({ id }) => id === order_product_id);
        return `${quantity} × ${product?.name ?? `product ${order_product_id}`}`;
      })
      .join(', ');
  const placeOf = ({ order_address_id }: Shipment): string => {
    const index = addresses.findIndex(({ id }) => id === order_address_id);
    return index === -1 ? '–' : `Address ${index + 1}`;
  };
  return (
    <DataTable
      label="Shipments"
      rows={shipments}
      columns={[
        {
          key: 'date',
          header: 'Shipped',
          render: ({ date_created }) => (date_created ? dateTime(date_created) : '–'),
        },
        { key: 'tracking', header: 'Tracking number', render: (shipment) => <Tracking {...shipment} /> },
        { key: 'carrier', header: 'Carrier', render: carrierOf },
        ...(addresses.length > 1 ? [{ key: 'place', header: 'Goes to', render: placeOf }] : []),
        { key: 'items', header: 'Items', render: contentOf },
      ]}
    />
  );
}

function Tracking({ tracking_number, tracking_link, generated_tracking_link }: Shipment) {
  const link = [tracking_link, generated_tracking_link].find((one) => one && /^https?:\/\//i.test(one));
  if (!tracking_number && !link) return '–';
  if (!link) return tracking_number;
  return (
    <a href={link} target="_blank" rel="noreferrer">
      {tracking_number || 'Track it'}
    </a>
  );
}
