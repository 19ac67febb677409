import type { CheckResult, ImportRecord, Imports, ProblemGroup } from '../../../imports/index.ts';
import { count, enumerate } from '../../amounts.ts';
import { describeCost } from '../../describe-question.ts';
import { atMostOf } from './describe-unasked.ts';

export type DescribeCheckOptions = { imports: Pick<Imports, 'problems'>; limit?: number };

const mostGroups = 20;
const mostSamples = 3;
const mostLines = 10;
const fates = ['created', 'updated', 'unchanged', 'skipped', 'rejected'] as const;

/** What a check found, as an agent needs it to decide: counts, columns, and each kind of problem with a few rows of it. */
export async function describeCheck(record: ImportRecord, { imports, limit }: DescribeCheckOptions) {
  const { proposal, check, options } = record;
  if (!check) throw new Error(`Import ${record.id} has no check.`);
  const columns = proposal?.columns ?? [];
  const { mapping: _, map: __, ...chosen } = options;
  return {
    file: record.file,
    store: storeOf(record),
    ...(proposal?.template && { template: proposal.template.title }),
    columns_mapped: columns.flatMap(({ column, target }) => (target === null ? [] : [{ column, target }])),
    columns_unmapped: columns
      .filter(({ target }) => target === null)
      .map(({ column, note, samples }) => ({ column, ...(note && { note }), samples: samples.slice(0, mostSamples) })),
    rows: check.rows,
    would: check.would,
    problems: await Promise.all(
      check.problems.slice(0, mostGroups).map((group) => describeProblem(group, record, imports)),
    ),
    ...(check.problems.length > mostGroups && { more_problems: check.problems.length - mostGroups }),
    calls: check.calls,
    hours: check.hours,
    store_credit_total: check.store_credit_total,
    newsletter: check.newsletter,
    duplicates: check.duplicates,
    ...(check.existing && { existing: check.existing }),
    ...(check.missing && { will_be_made: check.missing }),
    mails: describeMails(options),
    options: chosen,
    ...(limit !== undefined && { limit }),
  };
}

/** Which store an import goes to. */
export function storeOf({ credentialsId, storeHash, storeName }: ImportRecord) {
  return {
    credentials_id: credentialsId,
    store_hash: storeHash,
    ...(storeName !== undefined && { store_name: storeName }),
  };
}

/** The result of a check in a few sentences. @param limit that of a pilot */
export function summariseCheck({ file, check, options }: ImportRecord, limit?: number): string {
  const { rows, would } = check as CheckResult;
  const atMost = atMostOf({ check: check as CheckResult, options });
  const isOpen = (fate: (typeof fates)[number]): boolean =>
    atMost !== undefined && (fate === 'created' || (fate === 'updated' && options.if_exists === 'update'));
  const known = fates
    .filter((fate) => would[fate] > 0 && !isOpen(fate))
    .map((fate) => `${would[fate].toLocaleString('en')} ${fate}`);
  // What is not known comes last, and what it hangs on behind it.
  const parts = atMost === undefined ? known : [...known, atMost];
  return [
    `${file}: ${count(rows, 'row')}, of which would be ${enumerate(parts) || 'none sent'}${atMost === undefined ? '' : ': who exists was not asked'}.`,
    limit !== undefined && limit < rows ? `A pilot: a start sends the first ${count(limit, 'row')} only.` : '',
    `${describeCost(check!)}, ${describeMails(options)}.`,
    options.blank === 'clear' ? `${sentenceCase(clearing)}.` : '',
    'Nothing was written to the store.',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** What `blank: clear` comes to. */
export const clearing = 'blank cells empty fields of customers who exist, and what these hold now is gone for good';

export function sentenceCase(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

export function describeMails({ welcome_mails }: ImportRecord['options']): string {
  return welcome_mails ? 'BigCommerce mails every new customer' : 'no e-mail will be sent';
}

async function describeProblem(group: ProblemGroup, { id }: ImportRecord, imports: Pick<Imports, 'problems'>) {
  const { code, column, count: total, message, what_to_do, rejects, lines } = group;
  const page =
    lines.length === 0
      ? undefined
      : await imports.problems(id, { code, ...(column !== undefined && { column }), limit: mostSamples });
  return {
    code,
    ...(column !== undefined && { column }),
    count: total,
    rejects,
    message,
    what_to_do,
    lines: lines.slice(0, mostLines),
    ...(page && {
      samples: page.problems.slice(0, mostSamples).map(({ line, email, value, first_line }) => ({
        line,
        ...(email !== undefined && { email }),
        ...(value !== undefined && { value }),
        ...(first_line !== undefined && { first_line }),
      })),
    }),
  };
}
