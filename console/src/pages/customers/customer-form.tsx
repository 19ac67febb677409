import { Button, Checkbox, H4 } from '@bigcommerce/big-design';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import {
  type CustomerView,
  customerKey,
  type NamedAttribute,
  tryCustomerUpdate,
  updateCustomer,
} from '../../api/customers.ts';
import { useOptions } from '../../api/nodes.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { fieldErrors } from '../../parts/field-errors.ts';
import { AreaField, ChoiceField, FieldGrid, TextField } from '../../parts/fields.tsx';
import { focusFirst } from '../../parts/focus-first.ts';
import { StoreTrouble } from '../../parts/for-store.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Actions, Stack } from '../../parts/page.tsx';
import { ReviewChanges } from '../../parts/review-changes.tsx';
import { tell } from '../../parts/tell.ts';
import { useReviewedWrite } from '../../parts/use-reviewed-write.ts';
import { type CustomerDraft, changeOf, customerLabels, draftOf } from './customer-draft.ts';
import { shownChanges } from './shown-changes.ts';

export type CustomerFormProps = {
  storeId: string;
  customer: CustomerView;
  /** What the customer has; undefined where that is not known: then none is changed. */
  attributes: NamedAttribute[] | undefined;
  onClose(): void;
};

/** Changes a customer. Only what was changed is sent, and it is shown before it is written. */
export function CustomerForm(props: CustomerFormProps) {
  const { options, error, isPending } = useOptions('customer_attributes', props.storeId);
  if (isPending) return <Loading what="Asking the store for its attributes" />;
  const values = new Map(props.attributes?.map((one) => [one.attribute_name, one.attribute_value]));
  const all = props.attributes ? options.map(({ label }): [string, string] => [label, values.get(label) ?? '']) : [];
  return (
    <Stack>
      {error && <StoreTrouble error={error} what="The attributes cannot be changed now" />}
      <Form {...props} before={draftOf(props.customer, new Map(all))} />
    </Stack>
  );
}

function Form({
  storeId,
  customer,
  attributes,
  onClose,
  before: given,
}: CustomerFormProps & { before: CustomerDraft }) {
  const { options: groups } = useOptions('customer_groups', storeId);
  // What the store tells meanwhile must not change what the user sees as the beginning.
  const [before] = useState(given);
  const [draft, setDraft] = useState(before);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const client = useQueryClient();
  const write = useReviewedWrite({
    look: (params) => tryCustomerUpdate(storeId, params),
    write: (params) => updateCustomer(storeId, params),
    onDone({ message }) {
      tell(`${message}.`);
      onClose();
    },
    async onSettled() {
      await client.invalidateQueries({ queryKey: customerKey(storeId, String(customer.id)) });
      await client.invalidateQueries({ queryKey: ['customers', storeId] });
    },
  });
  const { params, errors } = changeOf(customer, before, draft);
  const { byField, rest } = fieldErrors(write.error, Object.keys(draft));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setProblems(errors);
    if (Object.keys(errors).length === 0) write.review(params, Object.keys(params).length > 1);
  };
  const field = (name: string, label = customerLabels[name] ?? name) => ({
    label,
    value: draft[name] ?? '',
    error: problems[name] ?? byField[name],
    onChange(value: string) {
      setDraft({ ...draft, [name]: value });
      setProblems({ ...problems, [name]: '' });
    },
  });
  const named = (kind: 'attributes' | 'form_fields') =>
    Object.keys(before).filter((name) => name.startsWith(`${kind}.`));
  return (
    <form ref={focusFirst} onSubmit={submit} noValidate aria-label="Change the details">
      <Stack>
        <FieldGrid>
          <TextField {...field('first_name')} required />
          <TextField {...field('last_name')} required />
          <TextField {...field('new_email')} type="email" required />
          <TextField {...field('company')} />
          <TextField {...field('phone')} type="tel" />
          <ChoiceField {...field('customer_group_id')} options={groups} />
          <TextField {...field('tax_exempt_category')} help="A code of your tax provider" />
        </FieldGrid>
        <AreaField {...field('notes')} help="The customer never sees them." />
        <Checkbox
          label="Must choose a new password at the next login"
          checked={draft.force_password_reset === 'true'}
          onChange={({ target }) => field('force_password_reset').onChange(String(target.checked))}
        />
        {named('attributes').length > 0 && (
          <>
            <H4 as="h3" marginBottom="none">
              Attributes
            </H4>
            <FieldGrid>
              {named('attributes').map((name) => (
                <TextField key={name} {...field(name, name.slice('attributes.'.length))} />
              ))}
            </FieldGrid>
          </>
        )}
        {named('form_fields').length > 0 && (
          <>
            <H4 as="h3" marginBottom="none">
              Form fields
            </H4>
            <FieldGrid>
              {named('form_fields').map((name) => (
                <TextField key={name} {...field(name, name.slice('form_fields.'.length))} />
              ))}
            </FieldGrid>
          </>
        )}
        {rest && <StoreTrouble error={rest} what="Nothing was saved" />}
        <Actions>
          <BusyButton text="Review the changes" type="submit" isLoading={write.isLooking} />
          <Button type="button" variant="subtle" onClick={onClose}>
            Cancel
          </Button>
          <span role="status">{write.unchanged}</span>
        </Actions>
      </Stack>
      {write.plan && (
        <ReviewChanges
          title="Save these changes?"
          changes={shownChanges(write.plan.changes, { params, groups, attributes })}
          warnings={write.plan.warnings}
          action="Save"
          isBusy={write.isWriting}
          onSave={write.save}
          onClose={write.cancel}
        />
      )}
    </form>
  );
}
