type BatchRefusal = {
  title: string;
  /** Key and text of an error that names no item. */
  whole: readonly [string, string];
  /** Field and text of an error of one item. */
  item: readonly [string, string];
};

/** How each endpoint that takes an array refuses it. Keys and texts are our choice, but for those of creating customers. */
export const BATCH_REFUSALS = {
  'POST /v3/customers': {
    title: 'Create customers failed.',
    whole: ['.customer_create', 'Error creating customers'],
    item: ['email', 'invalid email'],
  },
  'PUT /v3/customers': {
    title: 'Update customers failed.',
    whole: ['.customer_update', 'Error updating customers'],
    item: ['email', 'invalid email'],
  },
  'POST /v3/customers/addresses': {
    title: 'Create customer addresses failed.',
    whole: ['.address_create', 'Error creating customer addresses'],
    item: ['country_code', 'invalid country code'],
  },
  'PUT /v3/customers/addresses': {
    title: 'Update customer addresses failed.',
    whole: ['.address_update', 'Error updating customer addresses'],
    item: ['country_code', 'invalid country code'],
  },
  'POST /v3/customers/attributes': {
    title: 'Create customer attributes failed.',
    whole: ['.attribute_create', 'Error creating customer attributes'],
    item: ['name', 'invalid name'],
  },
  'PUT /v3/customers/attributes': {
    title: 'Update customer attributes failed.',
    whole: ['.attribute_update', 'Error updating customer attributes'],
    item: ['name', 'invalid name'],
  },
  'PUT /v3/customers/attribute-values': {
    title: 'Upsert customer attribute values failed.',
    whole: ['.attribute_value_upsert', 'Error upserting customer attribute values'],
    item: ['value', 'invalid value'],
  },
  'PUT /v3/customers/form-field-values': {
    title: 'Upsert form field values failed.',
    whole: ['.form_field_value_upsert', 'Error upserting form field values'],
    item: ['value', 'invalid value'],
  },
} as const satisfies Readonly<Record<string, BatchRefusal>>;
