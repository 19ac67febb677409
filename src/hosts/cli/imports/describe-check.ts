import type {
  CheckResult,
  CostPart,
  ImportRecord,
  ProblemGroup,
  Proposal,
  SourceInfo,
} from '../../../imports/index.ts';
import { count, describeDuration, enumerate, firstOf } from '../../amounts.ts';
import { describeCost } from '../../describe-question.ts';
import { table } from '../table.ts';
import { noteWithFlag, remedyWithFlag } from './with-flags.ts';

const delimiters: Record<string, string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'pipes' };
const formats = { csv: 'CSV', ndjson: 'NDJSON', json: 'a JSON array' };
const writtenFates = ['created', 'updated', 'unchanged', 'skipped', 'rejected'] as const;

/** Everything that a check found, for people. */
export function describeCheck(record: ImportRecord): string {
  const { file, source, proposal, check, options } = record;
  if (!check) return `${file} has not been checked.\n`;
  const paragraphs = [
    describeSource(file, check, source),
    ...(proposal ? describeColumns(proposal) : []),
    describeJudged(check),
    describeProblems(check.problems),
    describeExpected(check, options, proposal),
  ];
  return `${paragraphs.filter((paragraph) => paragraph !== '').join('\n')}\n`;
}

function describeSource(
  file: string,
  { rows, blank_rows: blank = 0 }: CheckResult,
  source: SourceInfo | undefined,
): string {
  const amount = `${count(rows, 'row')}${blank > 0 ? `, and ${count(blank, 'row')} without any value that ${blank === 1 ? 'is' : 'are'} ignored` : ''}`;
  if (!source) return `${file}: ${amount}.\n`;
  const { format, delimiter, encoding, gzip, warnings } = source;
  const form = `${formats[format]}${delimiter ? ` with ${delimiters[delimiter]}` : ''}, ${encoding}${gzip ? ', gzip' : ''}`;
  const notes = warnings.map(({ message }) => `  ${message}\n`).join('');
  return `${file}: ${form}, ${amount}.\n${notes}`;
}

function describeColumns({ template, columns, needs_choice }: Proposal): string[] {
  const carried = columns.filter(({ target, why }) => target !== null && !(template && why === 'template'));
  const left = columns.filter(({ target, column }) => target === null && !needs_choice.includes(column));
  const open = columns.filter(({ column }) => needs_choice.includes(column));
  const known = columns.length - carried.length - left.length - open.length;
  const rows = carried.map(({ column, target, samples }) => [
    `  ${column}`,
    target ?? '',
    firstOf(samples.map(shorten), 0, 3),
  ]);
  return [
    template ? `Recognised as ${template.title}: ${count(known, 'column')} mapped as it is known.\n` : '',
    carried.length > 0 ? table([template ? '  OTHER COLUMN' : '  COLUMN', 'GOES TO', 'VALUES'], rows) : '',
    listNotes('To decide, with --map:', open),
    listNotes('Not carried:', left),
  ];
}

function listNotes(title: string, columns: Proposal['columns']): string {
  if (columns.length === 0) return '';
  const lines = columns.map(
    (one) => `  ${one.column}${one.note || one.why === 'unknown' ? `: ${noteWithFlag(one)}` : ''}\n`,
  );
  const makes = lines.some((line) => line.includes('=attributes.'));
  const hint = '  Attributes and groups that the store lacks are made with --create-missing.\n';
  return `${title}\n${lines.join('')}${makes ? hint : ''}`;
}

function describeJudged({ judged }: CheckResult): string {
  const seen = judged.filter(({ values }) => values.length > 0);
  if (seen.length === 0) return '';
  const lines = seen.map(({ column, values }) => {
    const listed = values.map(({ value, count }) => `${shorten(value)} (${count.toLocaleString('en')})`);
    return `  ${column}: ${firstOf(listed, listed.length, 12)}\n`;
  });
  return `Values to look at:\n${lines.join('')}`;
}

/** Each kind of problem with its first lines and the remedy. */
export function describeProblems(problems: readonly ProblemGroup[]): string {
  if (problems.length === 0) return 'No problem was found.\n';
  const listed = problems.map((group) => {
    const { code, column, message, rejects } = group;
    // Some are about the file as a whole, and their number is not one of rows.
    const what = group.lines.length === 0 ? '' : `${count(group.count, 'row')}${rejects ? ' rejected' : ''}, `;
    const title = `${what}${code}${column === undefined ? '' : ` in ${column}`}`;
    const lines = linesOf(group);
    return `  ${title}: ${message}\n${lines === '' ? '' : `    ${lines}\n`}    ${remedyWithFlag(group)}\n`;
  });
  return `Problems:\n${listed.join('')}`;
}

function linesOf({ lines, first_lines, count: total }: ProblemGroup): string {
  if (lines.length === 0) return '';
  if (!first_lines) return `${lines.length === 1 ? 'line' : 'lines'} ${firstOf(lines, total)}`;
  const pairs = lines.map((line, at) => `line ${line} (as line ${first_lines[at]})`);
  return firstOf(pairs, total, 5);
}

function describeExpected(check: CheckResult, options: ImportRecord['options'], proposal?: Proposal): string {
  const { would, parts, existing, newsletter, store_credit_total: credit } = check;
  const fates = writtenFates
    .filter((fate) => would[fate] > 0)
    .map((fate) => `${would[fate].toLocaleString('en')} ${fate}`);
  const lines = [`Would be: ${fates.length > 0 ? enumerate(fates) : 'nothing'}.`];
  const mayExist = !existing && options.if_missing === 'create' && would.created > 0;
  if (existing)
    lines.push(
      `${count(existing.count, 'customer')} of the file ${existing.count === 1 ? 'exists' : 'exist'} in the store (asked with ${count(existing.calls, 'call')}).`,
    );
  else if (mayExist)
    lines.push(
      `Who exists already is found out on the way, which takes calls of its own, and ${existingFate[options.if_exists]}; --check-existing asks now.`,
    );
  if (parts.length > 1)
    for (const part of parts)
      lines.push(
        `  ${partNames[part.part] ?? part.part}: ${part.count.toLocaleString('en')} in ${count(part.calls, 'call')}, ${describeDuration(part.hours * 3600)}`,
      );
  // In a file of some ten rows those who exist take more calls than all else, and which rows they are decides how many.
  const open = mayExist
    ? ', if all of them are new'
    : existing && existing.count > 0
      ? ', and some calls more to find those who exist'
      : '';
  lines.push(
    check.calls === 0
      ? 'Cost: none, since nothing would be sent.'
      : `Cost: ${describeCost(check)}${open}, at ${describeQuota(check)}.`,
  );
  if (newsletter.carried && newsletter.subscribed + newsletter.unsubscribed > 0)
    lines.push(
      `Newsletter: ${newsletter.subscribed.toLocaleString('en')} subscribe, ${newsletter.unsubscribed.toLocaleString('en')} unsubscribe. A row that only says no sends nothing: it takes back no consent.`,
    );
  if (credit !== 0)
    lines.push(
      `Store credit: ${credit.toLocaleString('en', { minimumFractionDigits: 2 })} in total, in the store's currency.${describeDecimal(proposal)}`,
    );
  return `${lines.join('\n')}\n`;
}

/** How amounts are read is said where it is not as the API itself writes them. */
function describeDecimal(proposal: Proposal | undefined): string {
  const column = proposal?.columns.find(({ decimal }) => decimal === 'comma')?.column;
  return column === undefined ? '' : ` What follows a comma in ${column} is read as decimals.`;
}

const partNames: { [Part in CostPart['part']]?: string } = {
  groups: 'groups to be made',
  new_attributes: 'attributes to be made',
  attributes: 'customers with more than ten attributes',
};

const existingFate = { skip: 'skipped', update: 'updated', fail: 'rejected' };

function describeQuota({ quota: { requests, window_ms, named } }: CheckResult): string {
  const rate = `${requests.toLocaleString('en')} calls in ${describeDuration(window_ms / 1000)}`;
  return named ? rate : `${rate}, the standard plan, since the store has not named its quota`;
}

function shorten(text: string): string {
  const plain = text.replace(/\s+/g, ' ');
  return plain.length > 30 ? `${plain.slice(0, 29)}…` : plain;
}
