import { Panel } from '@bigcommerce/big-design';
import { useId, useState } from 'react';
import type { Customer } from '../../../../src/hosts/http/api-types.ts';
import { useCustomerParts } from '../../api/customers.ts';
import { money } from '../../parts/amounts.ts';
import { Facts } from '../../parts/facts.tsx';
import { giveBackFocus } from '../../parts/give-back-focus.ts';
import { Loading } from '../../parts/loading.tsx';
import { StoreTrouble } from '../../parts/store-trouble.tsx';
import { CustomerForm } from './customer-form.tsx';
import { useGroupName } from './group-name.ts';

/** All that the store knows of a customer; the same place becomes the form that changes it. */
export function CustomerDetails({ storeId, customer }: { storeId: string; customer: Customer }) {
  const [isEditing, setIsEditing] = useState(false);
  const openerId = useId();
  const nameOfGroup = useGroupName(storeId);
  const { parts, error } = useCustomerParts(storeId, customer);
  if (isEditing)
    return (
      <Panel header="Edit the details">
        {parts || error ? (
          <CustomerForm
            storeId={storeId}
            customer={customer}
            attributes={parts?.attributes}
            onClose={() => giveBackFocus({ close: () => setIsEditing(false), openerId })}
          />
        ) : (
          <Loading what="Asking the store for the attributes" />
        )}
      </Panel>
    );
  const { first_name, last_name, email, company, phone, notes, tax_exempt_category, channel_ids } = customer;
  const { form_fields, store_credit_amounts, authentication } = customer;
  return (
    <Panel
      header="Details"
      action={{
        id: openerId,
        text: 'Edit',
        variant: 'secondary',
        mobileWidth: 'auto',
        onClick: () => setIsEditing(true),
      }}
    >
      <Facts
        facts={[
          ['First name', first_name],
          ['Last name', last_name],
          ['Email', email],
          ['Company', company],
          ['Phone', phone],
          ['Customer group', nameOfGroup(customer.customer_group_id)],
          ['Store credit', money(store_credit_amounts?.[0]?.amount, undefined)],
          ['Tax exempt category', tax_exempt_category],
          ['Channel IDs', channel_ids === null || channel_ids === undefined ? 'All' : channel_ids.join(', ')],
          ['Must choose a new password', authentication?.force_password_reset ? 'Yes, at the next login' : 'No'],
          ['Review and abandoned cart emails', customer.accepts_product_review_abandoned_cart_emails ? 'Yes' : 'No'],
          ['Notes', notes],
          ...(parts?.attributes ?? []).map(({ attribute_id, attribute_name, attribute_value }): [string, string] => [
            attribute_name ?? `Attribute ${attribute_id}`,
            attribute_value,
          ]),
          ...(form_fields ?? []).map(({ name, value }): [string, string] => [
            name,
            Array.isArray(value) ? value.join(', ') : String(value),
          ]),
        ]}
      />
      {error && <StoreTrouble error={error} what="The attributes could not be read" />}
    </Panel>
  );
}
