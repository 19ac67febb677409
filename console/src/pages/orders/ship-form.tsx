import { Message, Text } from '@bigcommerce/big-design';
import { useFieldOptions } from '../../api/nodes.ts';
import type { OrderUpdated } from '../../api/orders.ts';
import { count } from '../../parts/amounts.ts';
import { ChoiceField, FieldGrid, TextField } from '../../parts/fields/index.ts';
import { Stack } from '../../parts/page.tsx';
import { OrderChange, type OrderPanelProps } from './order-change.tsx';
import { cautionOf, openItems, statusOnceShipped } from './order-shipping.ts';
import { mayMail } from './order-words.ts';

export type ShipFormProps = OrderPanelProps & { onUpdated(updated: OrderUpdated): void };

/** Ships all that is not shipped yet, with a tracking number. */
export function ShipForm({ onUpdated, ...panel }: ShipFormProps) {
  const providers = useFieldOptions('BigcommerceUpdateOrder', 'shipping_provider');
  const { order } = panel;
  const { open, total } = openItems(order);
  const caution = cautionOf(order);
  const status = statusOnceShipped(order);
  return (
    <Stack>
      {caution && <Message type="warning" messages={[{ text: caution }]} />}
      <Text>
        {open === total ? `${count(total, 'item')} to ship.` : `${open} of ${count(total, 'item')} left to ship.`} All
        of them are shipped together, in one shipment for each shipping address. The order is then {status}.{' '}
        {mayMail.shipment_created}
      </Text>
      <OrderChange
        {...panel}
        onUpdated={onUpdated}
        label="Ship the order"
        initial={{ tracking_number: '', shipping_provider: '', tracking_carrier: '' }}
        demanded={{ tracking_number: 'Give the tracking number that the carrier gave you.' }}
        action="Review the shipment"
        confirm={`Ship ${count(open, 'item')}`}
        follows={[{ label: 'Status', from: order.status, to: status }]}
        {...(caution !== undefined && { caution })}
      >
        {(field) => (
          <FieldGrid>
            <TextField {...field('tracking_number')} required />
            <ChoiceField {...field('shipping_provider')} options={providers} none="None of these" />
            <TextField
              {...field('tracking_carrier')}
              help="Only for a carrier that is not in the list: its short name at AfterShip, the service that finds parcels for BigCommerce. For example dhl-germany or dpd."
            />
          </FieldGrid>
        )}
      </OrderChange>
    </Stack>
  );
}
