import type { CredentialEntry } from './credential.ts';

/** An id for a credential that was given none: `acme-outdoor` of the label "Acme Outdoor", else the store hash. */
export function makeId(
  { label, storeHash }: { label?: string | undefined; storeHash: string },
  others: Pick<CredentialEntry, 'id' | 'label'>[] = [],
): string {
  const id = slug(label ?? '') || storeHash;
  // A label names its credential as long as no id does, so a new id takes none of them.
  const taken = new Set(others.flatMap((other) => [other.id, other.label]));
  let candidate = id;
  for (let number = 2; taken.has(candidate); number++) {
    const ending = `-${number}`;
    candidate = id.slice(0, longest - ending.length) + ending;
  }
  return candidate;
}

const longest = 64;

function slug(label: string): string {
  return label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-|-$/g, '');
}
