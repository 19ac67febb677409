import { Button } from '@bigcommerce/big-design';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type CustomerAddress, customerKey, tryCustomerUpdate, updateCustomer } from '../../api/customers.ts';
import { useOptions } from '../../api/nodes.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { fieldErrors } from '../../parts/field-errors.ts';
import { ChoiceField, FieldGrid, TextField } from '../../parts/fields.tsx';
import { focusFirst } from '../../parts/focus-first.ts';
import { StoreTrouble } from '../../parts/for-store.tsx';
import { Actions, Stack } from '../../parts/page.tsx';
import { ReviewChanges } from '../../parts/review-changes.tsx';
import { tell } from '../../parts/tell.ts';
import { useReviewedWrite } from '../../parts/use-reviewed-write.ts';

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
  address_type: 'Kind',
} as const;

type Field = keyof typeof labels;
type Draft = Record<Field, string>;

const fields = Object.keys(labels) as Field[];
const kinds = [
  { value: 'residential', label: 'Residential' },
  { value: 'commercial', label: 'Commercial' },
];

export type AddressFormProps = {
  storeId: string;
  customerId: number;
  /** Left out: one is added. */
  address: CustomerAddress | undefined;
  onClose(): void;
};

/** Changes an address of a customer or adds one. */
export function AddressForm({ storeId, customerId, address, onClose }: AddressFormProps) {
  const [before] = useState(() => draftOf(address));
  const [draft, setDraft] = useState(before);
  const [problems, setProblems] = useState<Partial<Draft>>({});
  const { data: countries = [] } = useOptions('countries', storeId);
  const client = useQueryClient();
  const changed = fields.filter((field) => draft[field].trim() !== before[field].trim());
  const write = useReviewedWrite({
    look: (params) => tryCustomerUpdate(storeId, params),
    write: (params) => updateCustomer(storeId, params),
    onDone() {
      tell(address ? 'The address was changed.' : 'The address was added.');
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: customerKey(storeId, String(customerId)) }),
  });
  const { byField, rest } = fieldErrors(write.error, fields);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const emptied = changed.filter((field) => draft[field].trim() === '');
    const missing = fields.filter((field) => isDemanded(field) && draft[field].trim() === '');
    const errors: Partial<Draft> = {};
    for (const field of emptied) errors[field] = 'This can be changed here, but not emptied.';
    for (const field of missing) errors[field] = 'BigCommerce demands this of an address.';
    setProblems(errors);
    if (Object.keys(errors).length > 0) return;
    const values = Object.fromEntries(changed.map((field) => [field, draft[field].trim()]));
    const one = { ...(address && { id: address.id }), ...values };
    write.review({ customer_id: String(customerId), addresses: [one] }, changed.length > 0);
  };
  const field = (name: Field) => ({
    label: labels[name],
    value: draft[name],
    error: problems[name] ?? byField[name],
    onChange(value: string) {
      setDraft({ ...draft, [name]: value });
      setProblems({ ...problems, [name]: undefined });
    },
  });
  const shown = (name: Field, value: string): string =>
    [...countries, ...kinds].find((option) => ['country_code', 'address_type'].includes(name) && option.value === value)
      ?.label ?? value;
  const title = address ? 'Change the address' : 'Add an address';
  return (
    <form ref={focusFirst} onSubmit={submit} noValidate aria-label={title}>
      <Stack>
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
          <ChoiceField {...field('address_type')} options={kinds} none="Not said" />
        </FieldGrid>
        {rest && <StoreTrouble error={rest} what="The address was not saved" />}
        <Actions>
          <BusyButton text="Review the address" type="submit" isLoading={write.isLooking} />
          <Button type="button" variant="subtle" onClick={onClose}>
            Cancel
          </Button>
          <span role="status">{write.unchanged}</span>
        </Actions>
      </Stack>
      {write.plan && (
        <ReviewChanges
          title={address ? 'Change this address?' : 'Add this address?'}
          changes={changed.map((name) => ({
            label: labels[name],
            from: shown(name, before[name]),
            to: shown(name, draft[name].trim()),
          }))}
          warnings={write.plan.warnings}
          action={address ? 'Save' : 'Add it'}
          isBusy={write.isWriting}
          onSave={write.save}
          onClose={write.cancel}
        />
      )}
    </form>
  );
}

const isDemanded = (field: Field): boolean => ['address1', 'city', 'country_code'].includes(field);

const draftOf = (address: CustomerAddress | undefined): Draft =>
  Object.fromEntries(fields.map((field) => [field, address?.[field] ?? ''])) as Draft;
