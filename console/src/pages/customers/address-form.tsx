import { useQueryClient } from '@tanstack/react-query';
import type { Address } from '../../../../src/hosts/http/api-types.ts';
import { customerKey, tryCustomerUpdate, updateCustomer } from '../../api/customers.ts';
import { useOptions } from '../../api/nodes.ts';
import { ChoiceField, FieldGrid, TextField } from '../../parts/fields/index.ts';
import { cannotBeEmptied, ReviewedForm, useReviewedForm } from '../../parts/reviewed-form/index.ts';
import { tell } from '../../parts/tell.ts';

const labels = {
  first_name: 'First name',
  last_name: 'Last name',
  company: 'Company',
  address1: 'Address line 1',
  address2: 'Address line 2',
  city: 'City',
  state_or_province: 'State or province',
  postal_code: 'Postal code',
  country_code: 'Country',
  phone: 'Phone',
  address_type: 'Address type',
} as const;

type Field = keyof typeof labels;
type Draft = Record<Field, string>;

const fields = Object.keys(labels) as Field[];
const demanded: Field[] = ['address1', 'city', 'country_code'];
const kinds = [
  { value: 'residential', label: 'Residential' },
  { value: 'commercial', label: 'Commercial' },
];

export type AddressFormProps = {
  storeId: string;
  customerId: number;
  /** Left out: one is added. */
  address: Address | undefined;
  onClose(): void;
};

/** Changes an address of a customer or adds one. */
export function AddressForm({ storeId, customerId, address, onClose }: AddressFormProps) {
  const { options: countries } = useOptions('countries', storeId);
  const client = useQueryClient();
  const form = useReviewedForm({
    initial: draftOf(address),
    labels,
    look: (params) => tryCustomerUpdate(storeId, params),
    write: (params) => updateCustomer(storeId, params),
    onDone() {
      tell(address ? 'The address was changed.' : 'The address was added.');
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: customerKey(storeId, String(customerId)) }),
  });
  const { before, draft, changed, field } = form;
  const submit = (): void => {
    const errors: Partial<Draft> = {};
    for (const name of form.emptied) errors[name] = cannotBeEmptied;
    for (const name of demanded)
      if (draft[name].trim() === '') errors[name] = 'BigCommerce needs this for every address.';
    if (form.refuse(errors)) return;
    const values = Object.fromEntries(changed.map((name) => [name, draft[name].trim()]));
    const one = { ...(address && { id: address.id }), ...values };
    form.review({ customer_id: String(customerId), addresses: [one] }, changed.length > 0);
  };
  const shown = (name: Field, value: string): string =>
    [...countries, ...kinds].find((option) => ['country_code', 'address_type'].includes(name) && option.value === value)
      ?.label ?? value;
  return (
    <ReviewedForm
      form={form}
      label={address ? 'Edit the address' : 'Add an address'}
      action="Review the address"
      failed="The address was not saved"
      onSubmit={submit}
      onClose={onClose}
      review={{
        title: address ? 'Save this address?' : 'Add this address?',
        changes: () =>
          changed.map((name) => ({
            label: labels[name],
            from: shown(name, before[name]),
            to: shown(name, draft[name].trim()),
          })),
        confirm: address ? 'Save the address' : 'Add the address',
      }}
    >
      <FieldGrid>
        <TextField {...field('first_name')} {...(!address && { help: "The customer's own when left empty" })} />
        <TextField {...field('last_name')} {...(!address && { help: "The customer's own when left empty" })} />
        <TextField {...field('company')} />
        <TextField {...field('address1')} required />
        <TextField {...field('address2')} />
        <TextField {...field('city')} required />
        <TextField {...field('postal_code')} />
        <TextField {...field('state_or_province')} />
        <ChoiceField {...field('country_code')} options={countries} none="Choose a country" required />
        <TextField {...field('phone')} type="tel" />
        <ChoiceField {...field('address_type')} options={kinds} none="Not given" />
      </FieldGrid>
    </ReviewedForm>
  );
}

const draftOf = (address: Address | undefined): Draft =>
  Object.fromEntries(fields.map((name) => [name, address?.[name] ?? ''])) as Draft;
