import { type AmountColumn, openAmountColumn } from './amount-column.ts';
import { foldHeader } from './fold-header.ts';
import { type ReadCell, readJsonText, readNumeral, readText } from './read-cell.ts';
import { type AddressPart, placeKey, placeOf } from './targets.ts';
import { type Continuation, templateById } from './templates.ts';
import type { ColumnKind, GroupRule, Proposal } from './types.ts';

/** A column and how its cells are read. */
export type PlannedCell = { position: number; column: string; read: ReadCell };

export type PlannedBlock = {
  name: string;
  parts: (PlannedCell & { part: AddressPart })[];
};

export type PlannedRule = { position: number; value: string; group: string };

/** What is done with each cell of a record, worked out once per file. */
export type Plan = {
  columns: string[];
  /** Parameters that are text as it stands. */
  texts: (PlannedCell & { param: string })[];
  /** Parameters that are yes or no. */
  yesNos: (PlannedCell & { param: string })[];
  /** Parameters that `clear` empties, with the name by which it does. */
  clearable: { position: number; param: string }[];
  /** Columns by the target that the mapper reads in its own way. */
  special: Map<string, PlannedCell>;
  /** Of store credit: reads its amounts, row after row. */
  amounts: AmountColumn;
  entries: (PlannedCell & { of: 'attributes' | 'form_fields'; name: string })[];
  blocks: PlannedBlock[];
  /** Whether the first block goes to the flat parameters: it can where it names nobody of its own. */
  flat: boolean;
  rules: PlannedRule[];
  /** Positions whose cells are blanked. */
  secrets: number[];
  judged: { position: number; column: string; kind: ColumnKind; note: string }[];
  template: string | undefined;
  continuation: Continuation | undefined;
  command: PlannedCell | undefined;
  /** Rows are addresses, whose names and phone are not the customer's. */
  addressesOnly: boolean;
  /** Key of a place -> the column that goes there. */
  columnByPlace: Map<string, string>;
};

const yesNoParams = new Set(['accepts_product_review_abandoned_cart_emails', 'force_password_reset']);
const specialParams = new Set([
  ...['email', 'name', 'newsletter', 'store_credit', 'source_id', 'new_password', 'channel_ids'],
  ...['addresses', 'attributes', 'form_fields'],
]);
const numerals = new Set([
  'phone',
  'source_id',
  'store_credit',
  'customer_group_id',
  'origin_channel_id',
  'channel_ids',
]);
const clearParams = new Map([
  ['company', 'company'],
  ['phone', 'phone'],
  ['notes', 'notes'],
  ['tax_exempt_category', 'tax_exempt_category'],
  ['customer_group_id', 'customer_group_id'],
  ['customer_group', 'customer_group_id'],
]);

export type CompileOptions = { proposal: Proposal; header?: string[]; json: boolean; currency?: string | undefined };

/** Works out what is done with each column. A target that is none is not carried. */
export function compilePlan({ proposal, header, json, currency }: CompileOptions): Plan {
  const columns = header ?? proposal.columns.map(({ column }) => column);
  const template = templateById(proposal.mapping.template ?? proposal.template?.id);
  const plan: Plan = {
    columns: [],
    texts: [],
    yesNos: [],
    clearable: [],
    special: new Map(),
    amounts: openAmountColumn({
      decimal: proposal.columns.find(({ target }) => target === 'store_credit')?.decimal,
      currency,
    }),
    entries: [],
    blocks: [],
    flat: false,
    rules: [],
    secrets: [],
    judged: [],
    template: template?.id,
    continuation: template?.continuation,
    command: undefined,
    addressesOnly: template?.addressesOnly ?? false,
    columnByPlace: new Map(),
  };
  const named = new Map(proposal.columns.map((column) => [column.column, column]));
  columns.forEach((column, position) => {
    const proposed = named.get(column);
    plan.columns.push(column);
    if (proposed?.why === 'secret' || proposed?.target === 'new_password') plan.secrets.push(position);
    if (proposed?.kind && proposed.target === null)
      plan.judged.push({ position, column, kind: proposed.kind, note: proposed.note ?? '' });
    if (proposed?.target) addColumn(plan, position, proposed.target, json);
    if (template?.command === foldHeader(column) && !plan.command)
      plan.command = { position, column, read: json ? readJsonText : readText };
  });
  plan.blocks.sort((a, b) => orderOf(a.name) - orderOf(b.name));
  plan.flat = plan.blocks.length > 0 && !plan.blocks[0]!.parts.some(({ part }) => isPerson(part));
  plan.rules = (proposal.mapping.group_rules ?? []).flatMap((rule) => compileRule(rule, columns));
  return plan;
}

/** Adds what a column with this target takes to the plan; false where its place is taken, or the target is none. */
export function addColumn(plan: Plan, position: number, target: string, json: boolean): boolean {
  const place = placeOf(target);
  if (!place || plan.columnByPlace.has(placeKey(place))) return false;
  const column = plan.columns[position]!;
  const isNumeral =
    place.kind === 'customer' ? numerals.has(place.name) : place.kind === 'address' && /^(zip|phone)$/.test(place.part);
  const cell = { position, column, read: json ? readJsonText : isNumeral ? readNumeral : readText };
  if (place.kind === 'entry') plan.entries.push({ ...cell, of: place.of, name: place.name });
  else if (place.kind === 'address') {
    let block = plan.blocks.find(({ name }) => name === place.block);
    if (!block) {
      block = { name: place.block, parts: [] };
      plan.blocks.push(block);
    }
    block.parts.push({ ...cell, part: place.part });
  } else {
    const { name } = place;
    if (specialParams.has(name)) plan.special.set(name, cell);
    else if (yesNoParams.has(name)) plan.yesNos.push({ ...cell, param: name });
    else plan.texts.push({ ...cell, param: name });
    const clears = clearParams.get(name);
    if (clears !== undefined) plan.clearable.push({ position, param: clears });
  }
  plan.columnByPlace.set(placeKey(place), column);
  return true;
}

export function isPerson(part: AddressPart): boolean {
  return part === 'first_name' || part === 'last_name' || part === 'company';
}

/** Numbered addresses in their order, then billing, then shipping. */
function orderOf(block: string): number {
  if (block === 'billing') return 1000;
  return block === 'shipping' ? 1001 : Number(block);
}

function compileRule({ column, value, group }: GroupRule, columns: readonly string[]): PlannedRule[] {
  const folded = foldHeader(column);
  const exact = columns.indexOf(column);
  const position = exact >= 0 ? exact : columns.findIndex((name) => foldHeader(name) === folded);
  return position < 0 ? [] : [{ position, value: value.trim().toLowerCase(), group }];
}
