import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useFieldOptions, useOptions } from '../../api/nodes.ts';
import {
  type OrderUpdated,
  type OrderView,
  orderKey,
  ordersKey,
  tryOrderUpdate,
  updateOrder,
} from '../../api/orders.ts';
import {
  type ChangedField,
  cannotBeEmptied,
  type FieldOf,
  ReviewedForm,
  useReviewedForm,
} from '../../parts/reviewed-form/index.ts';
import { mailsOf, orderChanges, orderLabels } from './order-words.ts';

export type OrderPanelProps = { storeId: string; order: OrderView };

/** The fields of a form by the node's parameters, as text. */
export type OrderDraft = Record<string, string>;

export type OrderChangeProps = OrderPanelProps & {
  /** Name of the form: "Change the status and notes" */
  label: string;
  /** What the fields are when the form opens. What differs from it is sent. */
  initial: OrderDraft;
  /** Fields that must be filled in: what is said where they are not. */
  demanded?: Record<string, string>;
  /** "Review the changes" */
  action: string;
  /** "Save the changes" */
  confirm: string;
  /** What BigCommerce changes by itself once this is written. @default nothing */
  follows?: ChangedField[];
  /** Said before it is written: why it might better not be. */
  caution?: string;
  /** Without it the form has no way to close. */
  onClose?(): void;
  onUpdated(updated: OrderUpdated): void;
  children(field: FieldOf<string>): ReactNode;
};

/** What a shipment is sent with is no field of the order: the dry run does not name it. */
const shipmentFields = ['tracking_number', 'shipping_provider', 'tracking_carrier'];

/** Changes an order in two steps: what would change is shown, then it is written. */
export function OrderChange({
  storeId,
  order,
  label,
  initial,
  demanded = {},
  action,
  confirm,
  follows = [],
  caution,
  onUpdated,
  onClose,
  children,
}: OrderChangeProps) {
  const client = useQueryClient();
  const statuses = useFieldOptions('BigcommerceUpdateOrder', 'status_id');
  const providers = useFieldOptions('BigcommerceUpdateOrder', 'shipping_provider');
  const { options: countries } = useOptions('countries', storeId);
  const carrierName = (name: string, value: string): string =>
    (name === 'shipping_provider' && providers.find((option) => option.value === value)?.label) || value;
  const form = useReviewedForm({
    initial,
    labels: orderLabels,
    look: (params) => tryOrderUpdate(storeId, params),
    write: (params) => updateOrder(storeId, params),
    onDone(updated) {
      onUpdated(updated);
      onClose?.();
    },
    async onSettled() {
      await client.invalidateQueries({ queryKey: orderKey(storeId, String(order.id)) });
      await client.invalidateQueries({ queryKey: ordersKey(storeId) });
    },
  });
  const { draft, changed } = form;
  const submit = (): void => {
    const errors: Record<string, string> = {};
    for (const name of form.emptied) errors[name] = cannotBeEmptied;
    for (const [name, message] of Object.entries(demanded)) if (draft[name]!.trim() === '') errors[name] = message;
    if (form.refuse(errors)) return;
    const values = Object.fromEntries(changed.map((name) => [name, draft[name]!.trim()]));
    form.review({ order_id: String(order.id), ...values }, changed.length > 0);
  };
  return (
    <ReviewedForm
      form={form}
      label={label}
      action={action}
      failed="Not everything was saved"
      onSubmit={submit}
      onClose={onClose}
      review={{
        title: `${confirm}?`,
        changes: ({ changes }) => [
          ...orderChanges(changes, statuses, countries),
          ...shipmentFields
            .filter((name) => changed.includes(name))
            .map((name) => ({ label: orderLabels[name]!, from: '', to: carrierName(name, draft[name]!.trim()) })),
          ...follows.filter(({ from, to }) => from !== to),
        ],
        confirm,
        mails: ({ changes }) =>
          [caution, mailsOf(changes, order.billing_address?.email)].filter(Boolean).join(' ') || undefined,
      }}
    >
      {children(form.field)}
    </ReviewedForm>
  );
}
