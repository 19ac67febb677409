import { Panel } from '@bigcommerce/big-design';
import { type ReactNode, useId, useState } from 'react';
import type { OrderUpdated } from '../../api/orders.ts';
import { giveBackFocus } from '../../parts/give-back-focus.ts';
import type { FieldOf } from '../../parts/reviewed-form/index.ts';
import { OrderChange, type OrderDraft, type OrderPanelProps } from './order-change.tsx';
import { Saved } from './saved.tsx';

export type EditPanelProps = OrderPanelProps & {
  header: string;
  /** What is edited, within a sentence: "the billing address" */
  what: string;
  /** What the fields are when the form opens. */
  initial: OrderDraft;
  /** "Review the address" */
  action: string;
  /** "Save the address" */
  confirm: string;
  fields(field: FieldOf<string>): ReactNode;
  /** What is seen while nothing is edited. */
  children: ReactNode;
};

/** A part of an order; the same place becomes the form that changes it. */
export function EditPanel({
  storeId,
  order,
  header,
  what,
  initial,
  action,
  confirm,
  fields,
  children,
}: EditPanelProps) {
  const [isEditing, setIsEditing] = useState(false);
  const openerId = useId();
  const [updated, setUpdated] = useState<OrderUpdated>();
  if (isEditing)
    return (
      <Panel header={`Edit ${what}`}>
        <OrderChange
          storeId={storeId}
          order={order}
          label={`Edit ${what}`}
          initial={initial}
          action={action}
          confirm={confirm}
          onUpdated={setUpdated}
          onClose={() => giveBackFocus({ close: () => setIsEditing(false), openerId })}
        >
          {fields}
        </OrderChange>
      </Panel>
    );
  return (
    <Panel
      header={header}
      action={{
        id: openerId,
        text: 'Edit',
        variant: 'secondary',
        'aria-label': `Edit ${what}`,
        onClick() {
          setUpdated(undefined);
          setIsEditing(true);
        },
      }}
    >
      <Saved updated={updated} onClose={() => setUpdated(undefined)} />
      {children}
    </Panel>
  );
}
