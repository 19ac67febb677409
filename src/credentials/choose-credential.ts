import { RollcallError } from '../bigcommerce/index.ts';
import type { CredentialEntry } from './credential.ts';

/** The one that is meant, by id or by a label that only one has; without either, the only one. @throws {RollcallError} credentials_not_found */
export function chooseCredential(entries: CredentialEntry[], idOrLabel: string | undefined): CredentialEntry {
  if (!idOrLabel) {
    if (entries.length === 1) return entries[0]!;
    throw credentialNotFound(
      entries.length === 0 ? '' : 'Several credentials are stored: say which one with credentials_id.',
      entries,
    );
  }
  const byId = entries.find(({ id }) => id === idOrLabel);
  if (byId) return byId;
  const labelled = entries.filter(({ label }) => label === idOrLabel);
  if (labelled.length === 1) return labelled[0]!;
  if (labelled.length > 1)
    throw credentialNotFound(`Several credentials have the label "${idOrLabel}": use an id.`, labelled);
  throw credentialNotFound(`There is no credential "${idOrLabel}".`, entries);
}

export function credentialNotFound(what: string, entries: CredentialEntry[]): RollcallError {
  const ids = entries.map(({ id }) => id);
  const rest =
    ids.length > 0
      ? `Stored: ${ids.join(', ')}.`
      : 'No credential is stored. Add one: rollcall credentials add --id main --store-hash HASH';
  return new RollcallError('credentials_not_found', `${what} ${rest}`.trim(), {
    param: 'credentials_id',
    details: { ids },
  });
}
