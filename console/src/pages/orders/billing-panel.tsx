import { Panel } from '@bigcommerce/big-design';
import { useState } from 'react';
import { useOptions } from '../../api/nodes.ts';
import type { OrderUpdated } from '../../api/orders.ts';
import { Facts } from '../../parts/facts.tsx';
import { ChoiceField, FieldGrid, TextField } from '../../parts/fields.tsx';
import { OrderChange, type OrderPanelProps } from './order-change.tsx';
import { Saved } from './saved.tsx';

/** Where the bill of an order goes. */
export function BillingPanel(props: OrderPanelProps) {
  const { storeId, order } = props;
  const [isEditing, setIsEditing] = useState(false);
  const [updated, setUpdated] = useState<OrderUpdated>();
  const { data: countries = [] } = useOptions('countries', storeId);
  const billing = order.billing_address ?? {};
  if (isEditing)
    return (
      <Panel header="Change the billing address">
        <OrderChange
          {...props}
          label="Change the billing address"
          initial={{
            billing_first_name: billing.first_name ?? '',
            billing_last_name: billing.last_name ?? '',
            billing_street: billing.street_1 ?? '',
            billing_street2: billing.street_2 ?? '',
            billing_city: billing.city ?? '',
            billing_state: billing.state ?? '',
            billing_zip: billing.zip ?? '',
            billing_country: billing.country_iso2 ?? '',
            billing_email: billing.email ?? '',
            billing_phone: billing.phone ?? '',
          }}
          action="Review the address"
          confirm="Save the address"
          onUpdated={setUpdated}
          onClose={() => setIsEditing(false)}
        >
          {(field) => (
            <FieldGrid>
              <TextField {...field('billing_first_name')} />
              <TextField {...field('billing_last_name')} />
              <TextField {...field('billing_street')} />
              <TextField {...field('billing_street2')} />
              <TextField {...field('billing_zip')} />
              <TextField {...field('billing_city')} />
              <TextField {...field('billing_state')} />
              <ChoiceField {...field('billing_country')} options={countries} />
              <TextField {...field('billing_email')} type="email" />
              <TextField {...field('billing_phone')} type="tel" />
            </FieldGrid>
          )}
        </OrderChange>
      </Panel>
    );
  const {
    first_name = '',
    last_name = '',
    company,
    street_1,
    street_2,
    city,
    state,
    zip,
    country,
    email,
    phone,
  } = billing;
  return (
    <Panel
      header="Billing address"
      action={{
        text: 'Edit',
        variant: 'secondary',
        'aria-label': 'Edit the billing address',
        onClick() {
          setUpdated(undefined);
          setIsEditing(true);
        },
      }}
    >
      <Saved updated={updated} onClose={() => setUpdated(undefined)} />
      <Facts
        facts={[
          ['Name', [`${first_name} ${last_name}`.trim(), company].filter(Boolean).join('\n')],
          ['Street', [street_1, street_2].filter(Boolean).join('\n')],
          ['Place', [[zip, city].filter(Boolean).join(' '), state, country].filter(Boolean).join('\n')],
          ['Email', email],
          ['Phone', phone],
        ]}
      />
    </Panel>
  );
}
