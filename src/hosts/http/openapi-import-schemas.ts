import { importStates } from '../../imports/index.ts';
import { array, type Json, json, moment, object, ref, text, truth, whole } from '../json-schemas.ts';

const counts = {
  rows: { ...whole, description: 'Data records of the file.' },
  created: whole,
  updated: whole,
  unchanged: whole,
  skipped: whole,
  rejected: { ...whole, description: 'This data is refused: correct it.' },
  failed: { ...whole, description: 'It may work later: retry.' },
  pending: { ...whole, description: 'Rows without a fate. rows = fates + pending.' },
  warnings: whole,
  requests: whole,
  seconds: { type: 'number' },
  survived: {
    ...object({ rate_limited: whole, server_errors: whole, replies_lost: whole, not_reached: whole }),
    description:
      'Requests that went wrong: refused with 429, answered with 5xx, without a reply, or not reaching the store. Each was sent again, or the store was asked what became of it. Absent where none did.',
  },
};
const state = { type: 'string', enum: importStates };
const summary = {
  import_id: text,
  state,
  ...counts,
  report: { ...text, description: 'Folder of the report on the machine of Rollcall.' },
  next: { ...text, description: 'The command that takes you on.' },
  reason: {
    ...object({ code: text, message: text, param: text }),
    description: 'Why it does not go on. Of a check that failed for its columns, `param` is map or mapping.',
  },
};
const line = {
  ...summary,
  file: text,
  credentials_id: text,
  store_hash: text,
  store_name: text,
  created_at: moment,
  started_at: moment,
  ended_at: moment,
  purged_at: moment,
  wanted: { type: 'string', enum: ['pause', 'cancel'], description: 'What was asked for and has not happened yet.' },
  limit: { ...whole, description: 'A pilot: only so many rows get a fate.' },
};
const problemGroup = object(
  {
    code: text,
    count: whole,
    message: text,
    what_to_do: text,
    column: text,
    lines: { ...array(whole), description: 'The first hundred.' },
    first_lines: array(whole),
    rejects: { type: 'boolean', description: 'The row is left out; else it gets in without something.' },
    going_in: {
      ...whole,
      description:
        'How many of the rows get in without something, where not all of them do: the others are rejected for something else, or skipped.',
    },
  },
  ['code', 'count', 'message', 'what_to_do', 'lines', 'rejects'],
);
const check = {
  rows: whole,
  would: object({ created: whole, updated: whole, unchanged: whole, skipped: whole, rejected: whole }),
  problems: array(problemGroup),
  calls: whole,
  hours: { type: 'number' },
  parts: array(object({ part: text, count: whole, calls: whole, hours: { type: 'number' } })),
  quota: json,
  store_credit_total: {
    type: 'number',
    description: 'Of new customers, each email once; who exists is known with check_existing alone.',
  },
  newsletter: json,
  duplicates: whole,
  existing: json,
  blank_rows: {
    ...whole,
    description: 'Rows of delimiters alone, which are ignored like blank lines: not among `rows`.',
  },
  fixes_applied: { ...whole, description: 'Corrections of cells that the check applied.' },
  replaced: {
    ...array(object({ column: text, from: text, to: text, rows: whole })),
    description: 'Replacements that the check applied, with the rows that each met.',
  },
  report_encoding: {
    const: 'utf-8',
    description: 'Set where a correction holds what the encoding of the file lacks: rejects and warnings are in UTF-8.',
  },
  unmapped: { ...array(text), description: 'Columns that are not carried.' },
  judged: { ...array(json), description: 'Tags, roles, foreign groups and the like, with their values.' },
};
const decisions = {
  options: json,
  source: { ...json, description: 'What the file is: format, delimiter, encoding.' },
  columns: array(
    object({
      column: text,
      target: { type: ['string', 'null'] },
      why: text,
      note: text,
      samples: array(text),
      decimal: text,
    }),
  ),
  needs_choice: array(text),
  mapping: ref('ImportMapping'),
  template: object({ id: text, title: text }),
};

export const problem = {
  code: text,
  column: { ...text, description: 'Header of the file.' },
  value: text,
  message: text,
  what_to_do: text,
  rejects: { ...truth, description: 'The row is left out; else it gets in without something.' },
  first_line: { ...whole, description: 'Of a duplicate_row: line of the earlier row with this email.' },
};
export const place = {
  row: { ...whole, description: 'Number of the record, from 0.' },
  line: { ...whole, description: 'Line of the file on which it begins.' },
  email: text,
};
const message = object({ code: text, column: text, message: text, what_to_do: text }, [
  'code',
  'message',
  'what_to_do',
]);
export const needsCheck = {
  ...truth,
  description: 'Corrections changed since the check: POST check applies them, and a start checks first.',
};

const fixes = {
  ...object({ total: whole, replacements: whole, needs_check: needsCheck }, ['total', 'replacements', 'needs_check']),
  description: 'Corrections of single cells and of values, and whether they changed since the check.',
};

export const importSchemas: Json = {
  ImportLine: object(line, ['import_id', 'state', 'rows', 'pending', 'file', 'credentials_id', 'created_at']),
  Import: object(
    {
      ...line,
      ...decisions,
      check: object(check),
      fixes,
      history: {
        ...array(
          object({ at: whole, run_ms: whole, settled: whole, available: whole, quota: whole }, [
            'at',
            'run_ms',
            'settled',
          ]),
        ),
        description: 'How its run went so far, oldest first, some 300 samples at most. run_ms leaves pauses out.',
      },
      live: { ...json, description: 'Quota, pace and waits, as the worker last saw them.' },
      progress: object({ rows: whole, bytes_read: whole, bytes: whole }),
    },
    ['import_id', 'state', 'rows', 'pending', 'file', 'credentials_id', 'created_at', 'options', 'fixes', 'history'],
  ),
  ImportCheck: object(
    { import_id: text, state: { const: 'ready' }, file: text, ...check, ...decisions, fixes, next: text },
    ['import_id', 'state', 'rows', 'would', 'problems'],
  ),
  ImportProblem: object(
    {
      ...place,
      ...problem,
      row_rejected: { ...truth, description: 'The row is left out, be it for another problem.' },
      fixable: { ...truth, description: 'Its cells can be corrected in place.' },
      fix: { ...text, description: 'The correction that stands for the cell.' },
    },
    ['row', 'line', 'code', 'message', 'what_to_do', 'rejects', 'row_rejected', 'fixable'],
  ),
  ImportRow: object({ ...place, fate: text, customer_id: whole, error: message, warnings: array(message) }, [
    'row',
    'line',
    'fate',
    'warnings',
  ]),
  ImportFix: object(
    {
      row: { ...place.row, description: `${place.row.description} Needed where several records begin on one line.` },
      line: place.line,
      column: { ...text, description: 'Header of the file; of JSON the path: address.city.' },
      value: { type: ['string', 'null'], maxLength: 10_000, description: 'null takes a correction back.' },
    },
    ['line', 'column', 'value'],
  ),
  ImportState: object({ import_id: text, state }, ['import_id', 'state']),
  ImportMapping: object(
    {
      version: { const: 1 },
      template: text,
      columns: {
        type: 'object',
        additionalProperties: { type: ['string', 'null'] },
        description: 'Header -> target; null is not carried.',
      },
      group_rules: array(object({ column: text, value: text, group: text }, ['column', 'value', 'group'])),
    },
    ['version', 'columns'],
  ),
};
