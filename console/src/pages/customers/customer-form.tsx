import { Checkbox, H4 } from '@bigcommerce/big-design';
import { useQueryClient } from '@tanstack/react-query';
import type { Customer } from '../../../../src/hosts/http/api-types.ts';
import {
  customerKey,
  customersKey,
  type NamedAttribute,
  tryCustomerUpdate,
  updateCustomer,
} from '../../api/customers.ts';
import { useOptions } from '../../api/nodes.ts';
import { AreaField, ChoiceField, FieldGrid, TextField } from '../../parts/fields/index.ts';
import { Loading } from '../../parts/loading.tsx';
import { Stack } from '../../parts/page.tsx';
import { type FieldOf, ReviewedForm, useReviewedForm } from '../../parts/reviewed-form/index.ts';
import { StoreTrouble } from '../../parts/store-trouble.tsx';
import { tell } from '../../parts/tell.ts';
import { type CustomerDraft, changeOf, customerLabels, draftOf } from './customer-draft.ts';
import { shownChanges } from './shown-changes.ts';

export type CustomerFormProps = {
  storeId: string;
  customer: Customer;
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
      <Form {...props} initial={draftOf(props.customer, new Map(all))} />
    </Stack>
  );
}

function Form({ storeId, customer, attributes, onClose, initial }: CustomerFormProps & { initial: CustomerDraft }) {
  const { options: groups } = useOptions('customer_groups', storeId);
  const client = useQueryClient();
  const form = useReviewedForm({
    initial,
    labels: customerLabels,
    look: (params) => tryCustomerUpdate(storeId, params),
    write: (params) => updateCustomer(storeId, params),
    onDone({ message }) {
      tell(`${message}.`);
      onClose();
    },
    async onSettled() {
      await client.invalidateQueries({ queryKey: customerKey(storeId, String(customer.id)) });
      await client.invalidateQueries({ queryKey: customersKey(storeId) });
    },
  });
  const { before, draft, field } = form;
  const { params, errors } = changeOf(customer, before, draft);
  const named = (kind: string) => Object.keys(before).filter((name) => name.startsWith(`${kind}.`));
  return (
    <ReviewedForm
      form={form}
      label="Edit the details"
      action="Review the changes"
      failed="Nothing was saved"
      onSubmit={() => {
        if (!form.refuse(errors)) form.review(params, Object.keys(params).length > 1);
      }}
      onClose={onClose}
      review={{
        title: 'Save these changes?',
        changes: (plan) => shownChanges(plan.changes, { params, groups, attributes }),
        confirm: 'Save the changes',
      }}
    >
      <FieldGrid>
        <TextField {...field('first_name')} required />
        <TextField {...field('last_name')} required />
        <TextField {...field('new_email')} type="email" required />
        <TextField {...field('company')} />
        <TextField {...field('phone')} type="tel" />
        <ChoiceField {...field('customer_group_id')} options={groups} />
        <TextField {...field('tax_exempt_category')} help="A code of your tax provider" />
      </FieldGrid>
      <AreaField {...field('notes')} help="Only the staff sees them. The customer never does." />
      <Checkbox
        label="Must choose a new password at the next login"
        checked={draft.force_password_reset === 'true'}
        onChange={({ target }) => field('force_password_reset').onChange(String(target.checked))}
      />
      <NamedFields title="Attributes" kind="attributes" names={named('attributes')} field={field} />
      <NamedFields title="Form fields" kind="form_fields" names={named('form_fields')} field={field} />
    </ReviewedForm>
  );
}

/** Fields that the store itself has named. */
function NamedFields(props: { title: string; kind: string; names: string[]; field: FieldOf<string> }) {
  const { title, kind, names, field } = props;
  if (names.length === 0) return null;
  return (
    <>
      <H4 as="h3" marginBottom="none">
        {title}
      </H4>
      <FieldGrid>
        {names.map((name) => (
          <TextField key={name} {...field(name, name.slice(kind.length + 1))} />
        ))}
      </FieldGrid>
    </>
  );
}
