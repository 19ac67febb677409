import type { Plan, PlannedBlock, PlannedCell } from './compile-plan.ts';
import type { Draft } from './draft.ts';
import { phoneProblem } from './phone-problem.ts';
import { problems } from './problems.ts';
import { hasPlace, isSameAddress, type MappedAddress, readAddresses } from './read-address.ts';
import { isBlankCell, isShortened } from './read-cell.ts';
import type { MappedRow } from './types.ts';

/** What an address held that an address of BigCommerce has no field for. */
export type Leftover = (column: string, field: string) => void;

/** Reads the columns of addresses, block by block. */
export function readBlocks({ blocks }: Plan, values: readonly unknown[], draft: Draft): void {
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
    const problem =
      part === 'phone'
        ? phoneProblem(column, text)
        : part === 'zip' && isShortened(text)
          ? problems.shortened(column, text)
          : undefined;
    if (problem) {
      row.problems.push(problem);
      continue;
    }
    address ??= {};
    if (part === 'state_code') stateCode = text;
    else if (part === 'country') country = text;
    else if (part === 'address_type') setAddressType(address, text, column, row);
    else address[part] = text;
  }
  if (!address) return undefined;
  if (stateCode !== undefined) address.state ??= stateCode;
  if (country !== undefined) address.country_code ??= country;
  tidy(address);
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
function tidy(address: MappedAddress): void {
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

/** Reads the addresses of one cell. */
export function readList(
  cell: PlannedCell | undefined,
  values: readonly unknown[],
  draft: Draft,
  leftover: Leftover,
): void {
  if (!cell) return;
  const value = values[cell.position];
  if (isBlankCell(value)) return;
  const list = readAddresses(value, (field) => leftover(cell.column, field));
  if (!list) {
    draft.row.problems.push(problems.unreadable(cell.column, 'addresses'));
    return;
  }
  for (const address of list) {
    if (address.address_type !== undefined) {
      const kind = address.address_type;
      delete address.address_type;
      setAddressType(address, kind, cell.column, draft.row);
    }
    tidy(address);
    if (!hasPlace(address) && address.phone === undefined && address.company === undefined) continue;
    draft.addresses.push(address);
    draft.origins.push(-1);
  }
}
