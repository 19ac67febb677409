import { Button } from '@bigcommerce/big-design';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useFieldOptions } from '../../api/field-options.ts';
import { useOptions } from '../../api/nodes.ts';
import { type OrderUpdated, type OrderView, orderKey, tryOrderUpdate, updateOrder } from '../../api/orders.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { fieldErrors } from '../../parts/field-errors.ts';
import { focusFirst } from '../../parts/focus-first.ts';
import { StoreTrouble } from '../../parts/for-store.tsx';
import { Actions, Stack } from '../../parts/page.tsx';
import { ReviewChanges } from '../../parts/review-changes.tsx';
import { useReviewedWrite } from '../../parts/use-reviewed-write.ts';
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
  /** "Save" */
  confirm: string;
  /** Without it the form has no way to close. */
  onClose?(): void;
  onUpdated(updated: OrderUpdated): void;
  children(
    field: (name: string) => { label: string; value: string; error: string | undefined; onChange(value: string): void },
  ): ReactNode;
};

/** Changes an order in two steps: what would change is shown, then it is written. */
export function OrderChange({
  storeId,
  order,
  label,
  initial,
  demanded = {},
  action,
  confirm,
  onUpdated,
  onClose,
  children,
}: OrderChangeProps) {
  const [before] = useState(initial);
  const [draft, setDraft] = useState(before);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const client = useQueryClient();
  const statuses = useFieldOptions('BigcommerceUpdateOrder', 'status_id');
  const { data: countries = [] } = useOptions('countries', storeId);
  const write = useReviewedWrite({
    look: (params) => tryOrderUpdate(storeId, params),
    write: (params) => updateOrder(storeId, params),
    onDone(updated) {
      onUpdated(updated);
      onClose?.();
    },
    async onSettled() {
      await client.invalidateQueries({ queryKey: orderKey(storeId, String(order.id)) });
      await client.invalidateQueries({ queryKey: ['orders', storeId] });
    },
  });
  const names = Object.keys(before);
  const changed = names.filter((name) => draft[name]!.trim() !== before[name]!.trim());
  const { byField, rest } = fieldErrors(write.error, names);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const errors: Record<string, string> = {};
    for (const name of changed)
      if (draft[name]!.trim() === '') errors[name] = 'This can be changed here, but not emptied.';
    for (const [name, message] of Object.entries(demanded)) if (draft[name]!.trim() === '') errors[name] = message;
    setProblems(errors);
    if (Object.keys(errors).length > 0) return;
    const values = Object.fromEntries(changed.map((name) => [name, draft[name]!.trim()]));
    write.review({ order_id: String(order.id), ...values }, changed.length > 0);
  };
  const field = (name: string) => ({
    label: orderLabels[name] ?? name,
    value: draft[name]!,
    error: problems[name] ?? byField[name],
    onChange(value: string) {
      setDraft({ ...draft, [name]: value });
      setProblems({ ...problems, [name]: '' });
    },
  });
  return (
    <form {...(onClose && { ref: focusFirst })} onSubmit={submit} noValidate aria-label={label}>
      <Stack>
        {children(field)}
        {rest && <StoreTrouble error={rest} what="Not all went well" />}
        <Actions>
          <BusyButton text={action} type="submit" isLoading={write.isLooking} />
          {onClose && (
            <Button type="button" variant="subtle" onClick={onClose}>
              Cancel
            </Button>
          )}
          <span role="status">{write.unchanged}</span>
        </Actions>
      </Stack>
      {write.plan && (
        <ReviewChanges
          title={`${confirm}?`}
          changes={[
            ...orderChanges(write.plan.changes, statuses, countries),
            // What a shipment is sent with is no field of the order: the dry run does not name it.
            ...['tracking_number', 'shipping_provider', 'tracking_carrier']
              .filter((name) => changed.includes(name))
              .map((name) => ({ label: orderLabels[name]!, from: '', to: draft[name]!.trim() })),
          ]}
          warnings={write.plan.warnings}
          mails={mailsOf(write.plan.changes)}
          action={confirm}
          isBusy={write.isWriting}
          onSave={write.save}
          onClose={write.cancel}
        />
      )}
    </form>
  );
}
