import { Panel } from '@bigcommerce/big-design';
import { useState } from 'react';
import { useFieldOptions } from '../../api/field-options.ts';
import type { OrderUpdated } from '../../api/orders.ts';
import { dateTime } from '../../parts/amounts.ts';
import { Facts } from '../../parts/facts.tsx';
import { AreaField, ChoiceField, FieldGrid } from '../../parts/fields.tsx';
import { OrderChange, type OrderPanelProps } from './order-change.tsx';
import { OrderStatus } from './order-status.tsx';
import { mayMail } from './order-words.ts';
import { Saved } from './saved.tsx';

/** Where an order stands, and what is noted about it. */
export function StatusPanel(props: OrderPanelProps) {
  const { order } = props;
  const [isEditing, setIsEditing] = useState(false);
  const [updated, setUpdated] = useState<OrderUpdated>();
  const statuses = useFieldOptions('BigcommerceUpdateOrder', 'status_id');
  const { status_id, status, staff_notes, customer_message, date_modified } = order;
  if (isEditing)
    return (
      <Panel header="Change the status and notes">
        <OrderChange
          {...props}
          label="Change the status and notes"
          initial={{
            status_id: String(status_id),
            staff_notes: staff_notes ?? '',
            customer_message: customer_message ?? '',
          }}
          action="Review the changes"
          confirm="Save the changes"
          onUpdated={setUpdated}
          onClose={() => setIsEditing(false)}
        >
          {(field) => (
            <>
              <FieldGrid>
                <ChoiceField {...field('status_id')} options={statuses} help={mayMail.status_id} />
              </FieldGrid>
              <AreaField {...field('staff_notes')} help="The shopper never sees them." />
              <AreaField {...field('customer_message')} help="What the shopper wrote to the store." />
            </>
          )}
        </OrderChange>
      </Panel>
    );
  return (
    <Panel
      header="Status and notes"
      action={{
        text: 'Edit',
        variant: 'secondary',
        'aria-label': 'Edit the status and notes',
        onClick() {
          setUpdated(undefined);
          setIsEditing(true);
        },
      }}
    >
      <Saved updated={updated} onClose={() => setUpdated(undefined)} />
      <Facts
        facts={[
          ['Status', <OrderStatus key="status" id={status_id} name={status} />],
          ['Last change', date_modified && dateTime(date_modified)],
          ['Notes of the staff', staff_notes],
          ['Message of the shopper', customer_message],
        ]}
      />
    </Panel>
  );
}
