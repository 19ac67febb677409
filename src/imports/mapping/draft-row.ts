import type { SourceRecord } from '../sources/index.ts';
import type { Plan, PlannedBlock, PlannedCell } from './compile-plan.ts';
import { isPlainObject } from './flatten.ts';
import { problems } from './problems.ts';
import { hasPlace, isSameAddress, type MappedAddress, readAddresses } from './read-address.ts';
import { amountFault, readAmounts } from './read-amount.ts';
import { isBlankCell } from './read-cell.ts';
import { readYesNo } from './read-yes-no.ts';
import { isSecretEntry } from './samples.ts';
import { isSecretName } from './secret-names.ts';
import type { MappedRow } from './types.ts';

/** A row in the making: what the customer has, and the addresses beside it. */
export type Draft = {
  row: MappedRow;
  /** Parameters as far as cells give them; addresses come last. */
  params: Record<string, unknown>;
  addresses: MappedAddress[];
  /** The block of columns that each address is from; -1 for a list in one cell. */
  origins: number[];
  fullName?: string | undefined;
};

/** What an address held that an address of BigCommerce has no field for. */
export type Leftover = (column: string, field: string) => void;

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
    if (text !== undefined) params[param] = text;
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
  readEntries(plan, values, draft);
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

function readSpecial({ special }: Plan, values: readonly unknown[], draft: Draft): void {
  const { row, params } = draft;
  draft.fullName = textOf(special.get('name'), values);
  const sourceId = textOf(special.get('source_id'), values);
  if (sourceId !== undefined) row.sourceId = sourceId;
  readNewsletter(special.get('newsletter'), values, draft);
  readCredit(special.get('store_credit'), values, draft);
  const channels = special.get('channel_ids');
  if (channels) {
    const value = values[channels.position];
    if (Array.isArray(value)) {
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

function readCredit(cell: PlannedCell | undefined, values: readonly unknown[], { row, params }: Draft): void {
  if (!cell) return;
  const value = values[cell.position];
  const given = typeof value === 'object' ? value : cell.read(value);
  if (given === undefined || isBlankCell(given)) return;
  const amounts = readAmounts(given);
  if (!amounts) return;
  if ('fault' in amounts) {
    row.problems.push(problems.storeCredit(cell.column, given, amounts.fault));
    return;
  }
  if (isBlankCell(amounts.amount)) return;
  const text = String(amounts.amount);
  const fault = typeof amounts.amount === 'number' && amounts.amount >= 0 ? undefined : amountFault(text);
  if (fault === undefined) params.store_credit = amounts.amount;
  else row.problems.push(problems.storeCredit(cell.column, given, fault));
}

function readEntries({ special, entries }: Plan, values: readonly unknown[], draft: Draft): void {
  for (const param of ['attributes', 'form_fields'] as const) {
    const whole = special.get(param);
    const found = new Map<string, unknown>();
    if (whole) {
      const value = values[whole.position];
      if (!isBlankCell(value)) {
        const read = entriesOf(value);
        if (!read) draft.row.problems.push(problems.unreadable(whole.column, value, param.replace('_', ' ')));
        for (const [name, item] of read ?? []) found.set(name, item);
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

/**
 * Attributes or form fields: `{ name: value }`, `[{ "attribute_id", "attribute_value" }]` and `[{ "name", "value" }]`, or the JSON text
 * of these. Blank values and secrets are not given.
 */
function entriesOf(value: unknown): [string, unknown][] | undefined {
  let given = value;
  if (typeof value === 'string') {
    try {
      given = JSON.parse(value) as unknown;
    } catch {
      return undefined;
    }
  }
  let entries: [unknown, unknown][];
  if (Array.isArray(given) && given.every(isPlainObject))
    entries = given
      .filter((item) => !isSecretEntry(item))
      .map((item) => [item.attribute_id ?? item.name ?? item.id, item.attribute_value ?? item.value]);
  else if (isPlainObject(given)) entries = Object.entries(given);
  else return undefined;
  return entries.flatMap(([name, item]): [string, unknown][] =>
    isBlankCell(item) || isBlankCell(name) || isSecretName(String(name)) ? [] : [[String(name), item]],
  );
}

function readBlocks({ blocks }: Plan, values: readonly unknown[], draft: Draft): void {
  for (let origin = 0; origin < blocks.length; origin += 1) {
    const block = blocks[origin]!;
    const address = readBlock(block, values, draft);
    if (!address) continue;
    // The shipping address of most people is their billing address.
    if (block.name === 'shipping' && takeInto(draft, address)) continue;
    draft.addresses.push(address);
    draft.origins.push(origin);
  }
}

/** Gives an equal address what it lacks. False where there is none. */
export function takeInto({ addresses, params }: Draft, address: MappedAddress): boolean {
  const same = addresses.find((other) => isSameAddress(other, address, params));
  if (!same) return false;
  if (same.phone === undefined && address.phone !== undefined) same.phone = address.phone;
  return true;
}

function readBlock(block: PlannedBlock, values: readonly unknown[], { row }: Draft): MappedAddress | undefined {
  let address: MappedAddress | undefined;
  let stateCode: string | number | undefined;
  let country: string | number | undefined;
  for (const { position, column, read, part } of block.parts) {
    const text = read(values[position]);
    if (text === undefined) continue;
    address ??= {};
    if (part === 'state_code') stateCode = text;
    else if (part === 'country') country = text;
    else if (part === 'address_type') setAddressType(address, text, column, row);
    else address[part] = text;
  }
  if (!address) return undefined;
  if (stateCode !== undefined) address.state ??= stateCode;
  if (country !== undefined) address.country_code ??= country;
  splitStreet(address);
  return address;
}

const kinds = new Map<string, 'residential' | 'commercial' | undefined>([
  ['residential', 'residential'],
  ['house', 'residential'],
  ['home', 'residential'],
  ['commercial', 'commercial'],
  ['business', 'commercial'],
  ['company', 'commercial'],
  ['none', undefined],
]);

function setAddressType(address: MappedAddress, value: unknown, column: string, row: MappedRow): void {
  const text = String(value).trim().toLowerCase();
  const kind = kinds.get(text);
  if (kind) address.address_type = kind;
  else if (!kinds.has(text)) row.problems.push(problems.notUnderstood(column, value, 'residential or commercial'));
}

/** A street of several lines: the first is line 1, the others line 2. */
function splitStreet(address: MappedAddress): void {
  const { address1 } = address;
  if (typeof address1 !== 'string' || !/[\r\n]/.test(address1)) return;
  const [first, ...others] = address1
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  address.address1 = first;
  if (address.address2 !== undefined) others.push(String(address.address2));
  if (others.length > 0) address.address2 = others.join(', ');
}

function readList(cell: PlannedCell | undefined, values: readonly unknown[], draft: Draft, leftover: Leftover): void {
  if (!cell) return;
  const value = values[cell.position];
  if (isBlankCell(value)) return;
  const list = readAddresses(value, (field) => leftover(cell.column, field));
  if (!list) {
    draft.row.problems.push(problems.unreadable(cell.column, value, 'addresses'));
    return;
  }
  for (const address of list) {
    if (address.address_type !== undefined) {
      const kind = address.address_type;
      delete address.address_type;
      setAddressType(address, kind, cell.column, draft.row);
    }
    splitStreet(address);
    if (!hasPlace(address) && address.phone === undefined && address.company === undefined) continue;
    draft.addresses.push(address);
    draft.origins.push(-1);
  }
}

function applyRules({ rules }: Plan, values: readonly unknown[], { params }: Draft): void {
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
  if (Array.isArray(cell)) return cell.map((item) => String(item).trim());
  const text = String(cell).trim();
  if (!text.includes(',')) return [text];
  return [
    text,
    ...text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  ];
}
