import { type AddressesMode, type AddressPlan, planAddresses } from './address-plan.ts';
import type { Address, AttributeValue, Customer, CustomerFields, NewCustomer } from './customer.ts';
import type { FieldChange } from './outcome.ts';
import { sameCredit, sameFormValue, sameSet, sameValue } from './ownership.ts';

/** What a customer that exists shall look like. What is not named stays as it is. */
export type DesiredCustomer = {
  fields: CustomerFields;
  attributes?: AttributeValue[];
  addresses?: Address[];
  /** @default 'add_missing' */
  addressesMode?: AddressesMode;
  newsletter?: 'subscribed' | 'unsubscribed';
};

/** The calls that turn a customer into the desired one. Empty where nothing differs. */
export type CustomerChanges = {
  /** Body of the PUT without its id; undefined when no field differs. */
  fields?: CustomerFields;
  attributes: AttributeValue[];
  addresses: AddressPlan;
  /** Name of the field, as the nodes name it -> value before and after. Passwords are masked. */
  changes: Record<string, FieldChange>;
};

const hidden = '********';

/** Compares a customer, fetched with the includes that `desired` needs, with what is desired. Pure. */
export function changesFor(current: Customer, desired: DesiredCustomer): CustomerChanges {
  const fields: CustomerFields = {};
  const changes: Record<string, FieldChange> = {};
  const { store_credit_amounts, channel_ids, form_fields, authentication, ...plain } = desired.fields;
  for (const [name, to] of Object.entries(plain)) {
    const from = current[name];
    if (to === undefined || sameValue(to, from)) continue;
    Object.assign(fields, { [name]: to });
    changes[name] = { from, to };
  }
  if (channel_ids && !sameSet(channel_ids, current.channel_ids ?? [])) {
    fields.channel_ids = channel_ids;
    changes.channel_ids = { from: current.channel_ids, to: channel_ids };
  }
  if (store_credit_amounts && !sameCredit(store_credit_amounts, current.store_credit_amounts)) {
    fields.store_credit_amounts = store_credit_amounts;
    changes.store_credit = {
      from: current.store_credit_amounts?.[0]?.amount ?? 0,
      to: store_credit_amounts[0]?.amount,
    };
  }
  const changedForm = (form_fields ?? []).filter(({ name, value }) => {
    const from = current.form_fields?.find((field) => field.name === name)?.value;
    if (from !== undefined && sameFormValue(value, from)) return false;
    changes[`form_fields.${name}`] = { from, to: value };
    return true;
  });
  if (changedForm.length > 0) fields.form_fields = changedForm;
  const reset = authentication?.force_password_reset;
  if (reset !== undefined && reset !== (current.authentication?.force_password_reset ?? false)) {
    fields.authentication = { force_password_reset: reset };
    changes.force_password_reset = { from: current.authentication?.force_password_reset ?? false, to: reset };
  }
  if (authentication?.new_password !== undefined) {
    // The API never returns a password, so a given one is always a change.
    fields.authentication = { ...fields.authentication, new_password: authentication.new_password };
    changes.new_password = { from: hidden, to: hidden };
  }

  const attributes = (desired.attributes ?? []).filter(({ attribute_id, attribute_value }) => {
    const from = current.attributes?.find((value) => value.attribute_id === attribute_id)?.attribute_value;
    if (sameValue(attribute_value, from)) return false;
    changes[`attributes.${attribute_id}`] = { from, to: attribute_value };
    return true;
  });
  const addresses = planAddresses(current.addresses ?? [], desired.addresses ?? [], desired.addressesMode);
  // BigCommerce demands both names of a new address: without them, those of its customer.
  addresses.create = addresses.create.map((address) => ({
    ...address,
    first_name: address.first_name ?? fields.first_name ?? current.first_name,
    last_name: address.last_name ?? fields.last_name ?? current.last_name,
  }));
  if (addresses.create.length + addresses.update.length + addresses.remove.length > 0)
    changes.addresses = {
      from: current.addresses?.length ?? 0,
      to: (current.addresses?.length ?? 0) + addresses.create.length - addresses.remove.length,
    };
  return { ...(Object.keys(fields).length > 0 && { fields }), attributes, addresses, changes };
}

/** What a create's input asks of a customer that turns out to exist. */
export function desiredOf(
  input: NewCustomer,
  options: { setStoreCredit: boolean; addressesMode?: AddressesMode; newsletter?: 'subscribed' | 'unsubscribed' },
): DesiredCustomer {
  const {
    addresses,
    attributes,
    store_credit_amounts,
    // The key by which it was found; the store keeps the case in which it knows it.
    email: _email,
    // Immutable after creation, and meant for it only.
    origin_channel_id: _origin,
    trigger_account_created_notification: _mail,
    ...fields
  } = input;
  return {
    fields: { ...fields, ...(options.setStoreCredit && store_credit_amounts && { store_credit_amounts }) },
    ...(attributes && { attributes }),
    ...(addresses && { addresses }),
    ...(options.addressesMode && { addressesMode: options.addressesMode }),
    ...(options.newsletter && { newsletter: options.newsletter }),
  };
}
