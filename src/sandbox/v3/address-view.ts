import type { Address } from '../store/rows.ts';
import { countryName } from '../v2/countries.ts';
import { formFieldsView } from './form-fields.ts';

export function addressView(row: Address, withFormFields = false): Record<string, unknown> {
  const view: Record<string, unknown> = {
    address1: row.address1,
    address2: row.address2,
    address_type: row.address_type,
    city: row.city,
    company: row.company,
    country: countryName(row.country_code) ?? '',
    country_code: row.country_code,
    customer_id: row.customer_id,
    first_name: row.first_name,
    id: row.id,
    last_name: row.last_name,
    phone: row.phone,
    postal_code: row.postal_code,
    state_or_province: row.state_or_province,
  };
  if (withFormFields) view.form_fields = formFieldsView(row.form_fields, { address_id: row.id });
  return view;
}
