import { Panel, Text } from '@bigcommerce/big-design';
import { useState } from 'react';
import { useFieldOptions } from '../../api/nodes.ts';
import type { OrderUpdated } from '../../api/orders.ts';
import { count, dateTime } from '../../parts/amounts.ts';
import { ChoiceField, FieldGrid, TextField } from '../../parts/fields/index.ts';
import { Stack } from '../../parts/page.tsx';
import { OrderChange, type OrderPanelProps } from './order-change.tsx';
import { mayMail } from './order-words.ts';
import { Saved } from './saved.tsx';

/** Ships all that is not shipped yet, with a tracking number. */
export function ShipPanel(props: OrderPanelProps) {
  const { products = [], date_shipped } = props.order;
  const [updated, setUpdated] = useState<OrderUpdated>();
  const saved = <Saved updated={updated} onClose={() => setUpdated(undefined)} />;
  const providers = useFieldOptions('BigcommerceUpdateOrder', 'shipping_provider');
  const physical = products.filter(({ type }) => type !== 'digital');
  const total = physical.reduce((sum, { quantity }) => sum + quantity, 0);
  const open = physical.reduce((sum, { quantity, quantity_shipped = 0 }) => sum + quantity - quantity_shipped, 0);
  if (open === 0)
    return (
      <Panel header="Shipping">
        {saved}
        <Text>
          {total === 0
            ? 'Nothing of this order is shipped: it has digital products only.'
            : `Everything is shipped${date_shipped ? `, since ${dateTime(date_shipped)}` : ''}.`}
        </Text>
      </Panel>
    );
  return (
    <Panel header="Ship">
      {saved}
      <Stack>
        <Text>
          {open === total ? `${count(total, 'item')} to ship.` : `${open} of ${count(total, 'item')} left to ship.`} All
          of them are shipped together, in one shipment for each shipping address. {mayMail.shipment_created}
        </Text>
        <OrderChange
          {...props}
          onUpdated={setUpdated}
          label="Ship the order"
          initial={{ tracking_number: '', shipping_provider: '', tracking_carrier: '' }}
          demanded={{ tracking_number: 'Give the tracking number that the carrier gave you.' }}
          action="Review the shipment"
          confirm={`Ship ${count(open, 'item')}`}
        >
          {(field) => (
            <FieldGrid>
              <TextField {...field('tracking_number')} required />
              <ChoiceField {...field('shipping_provider')} options={providers} none="None of these" />
              <TextField
                {...field('tracking_carrier')}
                help="A carrier that is not in the list, by its AfterShip code"
              />
            </FieldGrid>
          )}
        </OrderChange>
      </Stack>
    </Panel>
  );
}
