/** Parameter -> field of the API's billing address. The country is two fields there. */
export const billingNames = {
  billing_first_name: 'first_name',
  billing_last_name: 'last_name',
  billing_street: 'street_1',
  billing_street2: 'street_2',
  billing_city: 'city',
  billing_state: 'state',
  billing_zip: 'zip',
  billing_email: 'email',
  billing_phone: 'phone',
} as const;

/** The parameter that stands for a changed field: `billing_address.street_1` is `billing_street`. */
export function paramOf(field: string): string {
  const part = /^billing_address\.(.+)$/.exec(field)?.[1];
  if (part === undefined) return field;
  if (part.startsWith('country')) return 'billing_country';
  return Object.entries(billingNames).find(([, name]) => name === part)?.[0] ?? field;
}
