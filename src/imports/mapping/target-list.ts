export type TargetGroup =
  | 'Customer'
  | 'Group'
  | 'Address'
  | 'More addresses'
  | 'Attributes and form fields'
  | 'Marketing'
  | 'Store credit'
  | 'Other'
  | 'Ignore';

/** What a column may be mapped to, for a form. */
export type MappingTarget = {
  /** What to write into a mapping; null carries the column nowhere. Where `pattern` is set, a text of that form. */
  target: string | null;
  /** For people: "First name". */
  title: string;
  group: TargetGroup;
  description: string;
  /** Of an open-ended target, one that it may be: "attributes.Loyalty level". */
  example?: string;
  /** Of an open-ended target, a regular expression for all that it may be. */
  pattern?: string;
};
