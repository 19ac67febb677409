import type { MappingTarget } from '../../../../../../src/hosts/http/api-types.ts';

/** What stands for "do not import" in a drop-down, whose values are texts. */
export const nowhere = '';

/** A target that was opened: an attribute by its name, or a field of address 2, 3 ... */
export type OpenTarget =
  | { kind: 'entry'; prefix: string; name: string }
  | { kind: 'address'; number: number; field: string };

/** The entry of the drop-down for a target: its own, or the open-ended one that it is a form of. */
export function entryOf(target: string, targets: MappingTarget[]): MappingTarget | undefined {
  return (
    targets.find((one) => one.target === target) ??
    targets.find(({ pattern }) => pattern !== undefined && new RegExp(pattern, 's').test(target))
  );
}

/** The parts of a target of an open-ended entry. */
export function openTarget(target: string): OpenTarget | undefined {
  const address = /^address\[(\d+)\]\.(.+)$/.exec(target);
  if (address) return { kind: 'address', number: Number(address[1]), field: address[2]! };
  const entry = /^(attributes|form_fields)\.(.+)$/s.exec(target);
  return entry ? { kind: 'entry', prefix: entry[1]!, name: entry[2]! } : undefined;
}

export function closeTarget(open: OpenTarget): string {
  return open.kind === 'address' ? `address[${open.number}].${open.field}` : `${open.prefix}.${open.name.trim()}`;
}

/** The target with which an open-ended entry begins: the attribute that is called as the column is. */
export function firstTarget({ target, example }: MappingTarget, column: string): string | null {
  const entry = /^(attributes|form_fields)\.NAME$/.exec(target ?? '');
  if (entry) return `${entry[1]}.${column.trim()}`;
  return example ?? target;
}

/** Fields of an address with their titles, as those of the billing address are listed. */
export function addressFields(targets: MappingTarget[]): { field: string; title: string }[] {
  return targets.flatMap(({ target, title }) =>
    target?.startsWith('billing.') ? [{ field: target.slice(8), title: capital(title.replace(/^Billing: /, '')) }] : [],
  );
}

/** A target in words: "Email", "Attribute: Loyalty level", "Address 2: city". */
export function targetWords(target: string | null, targets: MappingTarget[]): string {
  if (target === null) return 'Not imported';
  const entry = entryOf(target, targets);
  const open = entry?.pattern === undefined ? undefined : openTarget(target);
  if (open?.kind === 'entry') return `${entry!.title}: ${open.name}`;
  if (open) {
    const field = addressFields(targets).find(({ field }) => field === open.field)?.title ?? open.field;
    return `Address ${open.number}: ${field}`;
  }
  return entry?.title ?? target;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
