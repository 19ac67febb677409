import { useFieldOptions } from '../../api/nodes.ts';
import { dateTime } from '../../parts/amounts.ts';
import { Facts } from '../../parts/facts.tsx';
import { AreaField, ChoiceField, FieldGrid } from '../../parts/fields/index.ts';
import { EditPanel } from './edit-panel.tsx';
import type { OrderPanelProps } from './order-change.tsx';
import { OrderStatus } from './order-status.tsx';
import { mayMail } from './order-words.ts';

/** Where an order stands, and what is noted about it. */
export function StatusPanel(props: OrderPanelProps) {
  const statuses = useFieldOptions('BigcommerceUpdateOrder', 'status_id');
  const { status_id, status, staff_notes, customer_message, date_modified } = props.order;
  return (
    <EditPanel
      {...props}
      header="Status and notes"
      what="the status and notes"
      initial={{
        status_id: String(status_id),
        staff_notes: staff_notes ?? '',
        customer_message: customer_message ?? '',
      }}
      action="Review the changes"
      confirm="Save the changes"
      fields={(field) => (
        <>
          <FieldGrid>
            <ChoiceField {...field('status_id')} options={statuses} help={mayMail.status_id} />
          </FieldGrid>
          <AreaField {...field('staff_notes')} help="The customer never sees them." />
          <AreaField {...field('customer_message')} help="What the customer wrote to the store." />
        </>
      )}
    >
      <Facts
        facts={[
          ['Status', <OrderStatus key="status" id={status_id} name={status} />],
          ['Last change', date_modified && dateTime(date_modified)],
          ['Staff notes', staff_notes],
          ['Customer message', customer_message],
        ]}
      />
    </EditPanel>
  );
}
