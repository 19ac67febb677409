/** A node's parameters as people fill them in, group by group, in the order to show. */
export type FormGroup = {
  /** `Customer`, `Address`, ...; the last one is `More` where there are parameters that few need. */
  title: string;
  fields: FormField[];
};

/** One parameter as a form shows it. Its help is the `description` of `params.properties[param]`. */
export type FormField = {
  /** Name of the parameter; within `fields`, of the entry. */
  param: string;
  /** For people: `First name`. */
  label: string;
  /**
   * What is filled in: `list` is several texts or numbers (see `items`), `record` any names with a value each, `objects` several
   * entries of `fields` each. Values may be sent as the texts of the form: they are read loosely.
   */
  type: 'text' | 'number' | 'boolean' | 'choice' | 'list' | 'record' | 'objects';
  required: boolean;
  help?: string;
  format?: 'email' | 'phone' | 'date-time' | 'password' | 'multiline';
  /** What a list is of. */
  items?: 'text' | 'number' | 'choice';
  /** What is used where nothing is given. */
  default?: string | number | boolean;
  /** Shown where nothing is typed yet. */
  example?: string;
  /** The values there are, to choose from. */
  options?: FormOption[];
  /** Where the values to choose from come from: `GET /api/options/{source}?credentials_id=`. Of a record it is the names that are chosen. */
  options_source?: OptionsSource;
  /** Other values than the options are taken, too. @default false */
  free?: boolean;
  min?: number;
  max?: number;
  max_length?: number;
  /** The fields of each entry, for `objects`. */
  fields?: FormField[];
};

export type FormOption = { value: string | number; label: string };

export type OptionsSource = 'customer_groups' | 'customer_attributes' | 'countries';

/** How to show the main thing of a result, a customer or an order, or a list of them. */
export type ResultCard = {
  /** The key of the output that has it: `customer`, `orders`. A dry run may lack it. */
  key: string;
  /** Whether it is a list. */
  many: boolean;
  /** The fields that matter, in order; the object may have more. */
  fields: { name: string; label: string; format?: 'email' | 'phone' | 'date-time' | 'money' }[];
};
