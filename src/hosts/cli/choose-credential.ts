import type { Vault } from '../../credentials/index.ts';
import { isRollcallError } from '../../nodes/index.ts';
import { readCredentialsId } from '../read-credentials-id.ts';
import type { FileItem } from './open-items.ts';

export type ChosenCredential = {
  id: string;
  /** All items, those included that were read to choose. */
  items: AsyncIterable<FileItem>;
  /** Why an item that names this credential cannot be part of the run; undefined where it can. */
  refusalOf(named: unknown): Promise<string | undefined>;
};

/**
 * The one credential of a run over many items: what the flag says, else what the first item says, else the only one that is stored. Items may
 * name it too.
 * @throws {RollcallError} credentials_not_found
 */
export async function chooseCredential(
  vault: Pick<Vault, 'get'>,
  given: string | undefined,
  items: AsyncIterable<FileItem>,
): Promise<ChosenCredential> {
  const source = items[Symbol.asyncIterator]();
  const first = given === undefined ? await source.next() : undefined;
  const { id } = await vault.get(given ?? (first && !first.done ? idOf(first.value) : undefined));
  const refusals = new Map<unknown, string | undefined>();
  return {
    id,
    items: whole(first, source),
    async refusalOf(named) {
      if (!refusals.has(named)) refusals.set(named, await refusalOf(named));
      return refusals.get(named);
    },
  };

  async function refusalOf(named: unknown): Promise<string | undefined> {
    try {
      const own = readCredentialsId(named);
      if (own === undefined || (await vault.get(own)).id === id) return undefined;
      return `One run is for one store, and this one is for "${id}": run the items of "${own}" by themselves.`;
    } catch (error) {
      if (isRollcallError(error)) return error.message;
      throw error;
    }
  }
}

async function* whole(
  first: IteratorResult<FileItem> | undefined,
  source: AsyncIterator<FileItem>,
): AsyncGenerator<FileItem> {
  try {
    if (first?.done) return;
    if (first) yield first.value;
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
  } finally {
    await source.return?.();
  }
}

function idOf(item: FileItem): string | undefined {
  const named = 'params' in item ? item.params.credentials_id : undefined;
  return typeof named === 'object' ? undefined : readCredentialsId(named);
}
