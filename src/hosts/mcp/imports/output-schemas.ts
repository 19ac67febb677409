import { importStates } from '../../../imports/index.ts';
import { array, json, object, text, truth, whole } from '../../json-schemas.ts';
import { outputOf } from '../tool-schema.ts';

const number = { type: 'number' };
const state = { type: 'string', enum: [...importStates] };
const store = object({ credentials_id: text, store_hash: text, store_name: text });
const counts = {
  created: whole,
  updated: whole,
  unchanged: whole,
  skipped: { ...whole, description: 'Also customers who exist, unless if_exists says otherwise.' },
  rejected: { ...whole, description: 'This data is refused: correct it.' },
};
const next = {
  ...object({ message: text, tool: text, arguments: json, command: text }, ['message']),
  description: 'What to do now: the tool to call with these arguments, or what only a person can do.',
};
const place = {
  line: { ...whole, description: 'Line of the file; of rows the number of the row, from 1.' },
  email: text,
};

export const checkOutput = outputOf({
  import_id: text,
  check_id: {
    ...text,
    description: 'What start_import needs. It holds for an hour, and only as long as nothing changes.',
  },
  state,
  file: text,
  store,
  template: { ...text, description: 'The kind of file that it was recognised as.' },
  columns_mapped: array(object({ column: text, target: text })),
  columns_unmapped: {
    ...array(object({ column: text, note: text, samples: array(text) })),
    description: 'Not carried. Map them with `map` where they should be.',
  },
  rows: whole,
  would: {
    ...object(counts),
    description: 'What the rows would come to. Without check_existing nobody is taken to exist.',
  },
  problems: array(
    object({
      code: text,
      column: text,
      count: whole,
      rejects: { ...truth, description: 'Such rows are left out; else they get in without something.' },
      message: text,
      what_to_do: text,
      lines: array(whole),
      samples: array(object({ ...place, value: text, first_line: whole })),
    }),
  ),
  more_problems: { ...whole, description: 'Kinds of problems that are not listed.' },
  calls: whole,
  hours: number,
  store_credit_total: { ...number, description: "In the store's currency." },
  newsletter: json,
  duplicates: whole,
  existing: json,
  will_be_made: { ...json, description: 'Groups and attributes that the store does not have and a start makes.' },
  mails: text,
  options: json,
  limit: whole,
  next,
});

export const startOutput = outputOf({
  import_id: text,
  state,
  started: { ...truth, description: 'Whether this call set it going.' },
  file: text,
  store,
  rows: whole,
  pending: whole,
  next,
});

const progress = {
  import_id: text,
  file: text,
  store,
  state,
  created_at: text,
  rows: whole,
  ...counts,
  failed: { ...whole, description: 'It may work later: retry.' },
  pending: { ...whole, description: 'Rows without a fate.' },
};

export const statusOutput = outputOf({
  ...progress,
  warnings: { ...whole, description: 'Rows that got in without something.' },
  requests: whole,
  seconds: number,
  rows_per_second: number,
  seconds_left: number,
  limit: whole,
  wanted: text,
  live: { ...json, description: 'Who drives it, what is left of the quota, and what is waited for.' },
  reason: { ...object({ code: text, message: text }), description: 'Why it does not go on.' },
  problems: array(object({ ...place, fate: text, code: text, column: text, message: text, what_to_do: text })),
  more_problems: { ...whole, description: 'Rejected and failed rows that the first page does not list.' },
  problems_after: { ...whole, description: 'More rows follow: give it as after.' },
  report: object({ folder: text, files: array(text) }),
  imports: { ...array(json), description: 'Without import_id: the newest, each with the counts above.' },
  next,
});
