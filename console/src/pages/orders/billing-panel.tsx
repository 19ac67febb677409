import { useOptions } from '../../api/nodes.ts';
import { AddressBlock } from '../../parts/address-block.tsx';
import { ChoiceField, FieldGrid, TextField } from '../../parts/fields/index.ts';
import { EditPanel } from './edit-panel.tsx';
import type { OrderPanelProps } from './order-change.tsx';

/** Where the bill of an order goes. */
export function BillingPanel(props: OrderPanelProps) {
  const { options: countries } = useOptions('countries', props.storeId);
  const billing = props.order.billing_address ?? {};
  const { street_1, street_2, city, state, zip, email, phone } = billing;
  return (
    <EditPanel
      {...props}
      header="Billing address"
      what="the billing address"
      initial={{
        billing_first_name: billing.first_name ?? '',
        billing_last_name: billing.last_name ?? '',
        billing_street: street_1 ?? '',
        billing_street2: street_2 ?? '',
        billing_city: city ?? '',
        billing_state: state ?? '',
        billing_zip: zip ?? '',
        billing_country: billing.country_iso2 ?? '',
        billing_email: email ?? '',
        billing_phone: phone ?? '',
      }}
      action="Review the address"
      confirm="Save the address"
      fields={(field) => (
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
    >
      <AddressBlock address={billing} />
    </EditPanel>
  );
}
