import type { SourceRecord } from '../sources/index.ts';
import type { Plan, PlannedCell } from './compile-plan.ts';
import type { Draft } from './draft.ts';
import { type Leftover, readBlocks, readList } from './draft-addresses.ts';
import { phoneProblem } from './phone-problem.ts';
import { problems } from './problems.ts';
import { isBlankCell } from './read-cell.ts';
import { isSimple, readEntries } from './read-entries.ts';
import { readYesNo } from './read-yes-no.ts';
import { showValue } from './samples.ts';
import type { MappedRow } from './types.ts';

/** Reads the cells of a record by the plan. */
export function draftRow(plan: Plan, record: SourceRecord, values: readonly unknown[], leftover: Leftover): Draft {
  const row: MappedRow = { index: record.index, line: record.line, raw: record.raw, problems: [] };
  const params: Record<string, unknown> = {};
  const draft: Draft = { row, params, addresses: [], origins: [] };
  const { special } = plan;
  const email = textOf(special.get('email'), values);
  if (email !== undefined) {
    row.email = email;
    params.email = email;
  }
  for (const { position, read, param, column } of plan.texts) {
    const value = values[position];
    const text = read(value);
    const problem = text !== undefined && param === 'phone' ? phoneProblem(column, text) : undefined;
    if (problem) row.problems.push(problem);
    else if (text !== undefined) params[param] = text;
    else if (typeof value === 'object' && !isBlankCell(value))
      row.problems.push(problems.notUnderstood(column, value, 'text'));
  }
  for (const { position, column, read, param } of plan.yesNos) {
    const text = read(values[position]);
    if (text === undefined) continue;
    const answer = readYesNo(text);
    if (answer === undefined) row.problems.push(problems.notUnderstood(column, text, 'yes or no'));
    else params[param] = answer;
  }
  readClear(plan, values, row);
  readSpecial(plan, values, draft);
  readNamedValues(plan, values, draft);
  readBlocks(plan, values, draft);
  readList(special.get('addresses'), values, draft, leftover);
  applyRules(plan, values, draft);
  if (plan.command) {
    const command = plan.command.read(values[plan.command.position]);
    if (command !== undefined && /^(delete|ignore)$/i.test(String(command)))
      row.problems.push(problems.command(plan.command.column, command));
  }
  return draft;
}

function textOf(cell: PlannedCell | undefined, values: readonly unknown[]): string | undefined {
  if (!cell) return undefined;
  const text = cell.read(values[cell.position]);
  return text === undefined ? undefined : String(text);
}

function readClear({ clearable }: Plan, values: readonly unknown[], row: MappedRow): void {
  for (const { position, param } of clearable) {
    const value = values[position];
    // Of JSON a key that is not there says nothing.
    if (value === undefined || !isBlankCell(value)) continue;
    if (!row.clear) row.clear = [param];
    else if (!row.clear.includes(param)) row.clear.push(param);
  }
}

function readSpecial(plan: Plan, values: readonly unknown[], draft: Draft): void {
  const { special } = plan;
  const { row, params } = draft;
  draft.fullName = textOf(special.get('name'), values);
  const sourceId = textOf(special.get('source_id'), values);
  if (sourceId !== undefined) row.sourceId = sourceId;
  readNewsletter(special.get('newsletter'), values, draft);
  readCredit(plan, values, draft);
  const channels = special.get('channel_ids');
  if (channels) {
    const value = values[channels.position];
    if (Array.isArray(value) && isSimple(value)) {
      if (value.length > 0) params.channel_ids = value;
    } else {
      const text = channels.read(value);
      if (text !== undefined) params.channel_ids = typeof text === 'string' ? text.replace(/[;|]/g, ',') : text;
    }
  }
  const password = special.get('new_password');
  if (password) {
    const value = values[password.position];
    if (!isBlankCell(value) && typeof value !== 'object') row.password = String(value);
  }
}

/** Yes is subscribed. No is no consent and sends nothing; only who is said to have unsubscribed has opted out. */
function readNewsletter(cell: PlannedCell | undefined, values: readonly unknown[], { row, params }: Draft): void {
  if (!cell) return;
  const text = cell.read(values[cell.position]);
  if (text === undefined) return;
  const answer = readYesNo(text);
  if (answer === true) params.newsletter = 'subscribed';
  else if (answer === undefined) row.problems.push(problems.notUnderstood(cell.column, text, 'yes or no'));
  else if (String(text).toLowerCase() === 'unsubscribed') params.newsletter = 'unsubscribed';
}

function readCredit({ special, amounts }: Plan, values: readonly unknown[], { row, params }: Draft): void {
  const cell = special.get('store_credit');
  if (!cell) return;
  const value = values[cell.position];
  const given = typeof value === 'object' ? value : cell.read(value);
  const read = amounts.read(given);
  if (!read) return;
  if ('fault' in read) row.problems.push(problems.storeCredit(cell.column, given, { ...read, own: amounts.currency }));
  else params.store_credit = read.amount;
}

function readNamedValues({ special, entries }: Plan, values: readonly unknown[], draft: Draft): void {
  for (const param of ['attributes', 'form_fields'] as const) {
    const whole = special.get(param);
    const found = new Map<string, unknown>();
    if (whole) {
      const value = values[whole.position];
      if (!isBlankCell(value)) {
        const read = readEntries(value);
        if (!read) draft.row.problems.push(problems.unreadable(whole.column, param.replace('_', ' ')));
        for (const [name, item] of read?.found ?? []) found.set(name, item);
        for (const name of read?.refused ?? []) draft.row.problems.push(problems.entryNotText(whole.column, name));
      }
    }
    for (const entry of entries) {
      if (entry.of !== param) continue;
      const text = entry.read(values[entry.position]);
      if (text !== undefined) found.set(entry.name, text);
    }
    if (found.size > 0) draft.params[param] = Object.fromEntries(found);
  }
}

function applyRules({ rules }: Plan, values: readonly unknown[], { params }: Draft): void {
  // A group's id is another one in another store; its name is the same.
  if (params.customer_group !== undefined) delete params.customer_group_id;
  for (const { position, value, group } of rules) {
    const cell = values[position];
    if (isBlankCell(cell) || !listed(cell).some((item) => item.toLowerCase() === value)) continue;
    params.customer_group = group;
    delete params.customer_group_id;
    return;
  }
}

/** A cell as a whole, and what it lists between commas. */
export function listed(cell: unknown): string[] {
  if (Array.isArray(cell)) return cell.map(itemText);
  const text = itemText(cell);
  if (!text.includes(',')) return [text];
  return [
    text,
    ...text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  ];
}

function itemText(item: unknown): string {
  return typeof item === 'object' ? showValue(item) : String(item).trim();
}
