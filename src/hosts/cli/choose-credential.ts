import type { Vault } from '../../credentials/index.ts';
import { isRollcallError, type RollcallError } from '../../nodes/index.ts';
import { invalidParam } from '../invalid-param.ts';
import { readCredentialsId } from '../read-credentials-id.ts';
import type { FileItem } from './open-items.ts';

export type ChosenCredential = {
  id: string;
  /** All items, those included that were read to choose. */
  items: AsyncIterable<FileItem>;
  /** Why an item that names this credential cannot be part of the run; undefined where it can. */
  refusalOf(named: unknown): Promise<RollcallError | undefined>;
};

/** Items that are held until one names a credential that is stored. */
const mostHeld = 1_000;

/**
 * The one credential of a run over many items: what the flag says, else what the first item says that names one which is stored, else the
 * only one that is stored. Items may name it too.
 * @throws {RollcallError} credentials_not_found
 */
export async function chooseCredential(
  vault: Pick<Vault, 'get'>,
  given: string | undefined,
  items: AsyncIterable<FileItem>,
): Promise<ChosenCredential> {
  const source = items[Symbol.asyncIterator]();
  const { id, held } =
    given === undefined ? await chooseByItems(vault, source) : { id: (await vault.get(given)).id, held: [] };
  const refusals = new Map<unknown, RollcallError | undefined>();
  return {
    id,
    items: whole(held, source),
    async refusalOf(named) {
      if (!refusals.has(named)) refusals.set(named, await refusalOf(named));
      return refusals.get(named);
    },
  };

  async function refusalOf(named: unknown): Promise<RollcallError | undefined> {
    try {
      const own = readCredentialsId(named);
      if (own === undefined || (await vault.get(own)).id === id) return undefined;
      const message = `One run is for one store, and this one is for "${id}": run the items of "${own}" by themselves.`;
      return invalidParam('credentials_id', message);
    } catch (error) {
      if (isRollcallError(error)) return error;
      throw error;
    }
  }
}

/** A line that cannot be read, or names a credential which is not there, fails alone, so the next one chooses. */
async function chooseByItems(
  vault: Pick<Vault, 'get'>,
  source: AsyncIterator<FileItem>,
): Promise<{ id: string; held: FileItem[] }> {
  const held: FileItem[] = [];
  let unknown: unknown;
  while (held.length < mostHeld) {
    const { value: item, done } = await source.next();
    if (done) break;
    held.push(item);
    const named = idOf(item);
    try {
      return { id: (await vault.get(named)).id, held };
    } catch (error) {
      const isUnnamed = named === undefined && 'params' in item;
      if (isUnnamed || !isRollcallError(error)) throw error;
      unknown ??= error;
    }
  }
  if (unknown !== undefined) throw unknown;
  return { id: (await vault.get()).id, held };
}

async function* whole(held: FileItem[], source: AsyncIterator<FileItem>): AsyncGenerator<FileItem> {
  try {
    yield* held;
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
  } finally {
    await source.return?.();
  }
}

function idOf(item: FileItem): string | undefined {
  const named = 'params' in item ? item.params.credentials_id : undefined;
  return typeof named === 'object' ? undefined : readCredentialsId(named);
}
