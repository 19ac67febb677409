import type { CredentialEntry } from '../../../credentials/index.ts';
import type { ImportRecord, Imports } from '../../../imports/index.ts';
import { RollcallError } from '../../../nodes/index.ts';
import { invalidParam } from '../../invalid-param.ts';
import type { AllowedStores } from '../allowed-stores.ts';

export type FindImportOptions = { imports: Pick<Imports, 'get'>; stores: AllowedStores };

/** An import of a store that agents may use. @throws {RollcallError} not_found, for one of another store in the same words as for one that is none */
export async function findImport(id: string, { imports, stores }: FindImportOptions): Promise<ImportRecord> {
  if (/^chk_/.test(id)) throw checkId(id);
  const record = await imports.get(id).catch((error: unknown) => {
    throw (error as { code?: string }).code === 'not_found' ? notFound(id) : error;
  });
  if ((await stores.list()).some(({ id: allowed }) => allowed === record.credentialsId)) return record;
  throw notFound(id);
}

/** Whether an import goes to one of these stores; its credential may have become another store's since. */
export function isOf({ credentialsId, storeKey }: ImportRecord, entries: CredentialEntry[]): boolean {
  return entries.some(
    ({ id, api_url, store_hash }) => id === credentialsId && `${api_url}/stores/${store_hash}` === storeKey,
  );
}

/**
 * An import goes where it was checked for: a credential may have been removed and stored anew for another store since.
 * @throws {RollcallError} credentials_not_found, invalid_params
 */
export async function refuseOtherStore(record: ImportRecord, stores: AllowedStores): Promise<void> {
  const { store } = await stores.open(record.credentialsId);
  if (store.key === record.storeKey) return;
  throw new RollcallError(
    'invalid_params',
    `The store changed: import ${record.id} was checked for store ${record.storeHash}, and the credential "${record.credentialsId}" is one of store ${store.storeHash} now. Check the file again.`,
    { details: { changed: ['the store'] } },
  );
}

/** An agent has both at hand, and the one holds the other. */
function checkId(id: string): RollcallError {
  const [, part] = id.split('_');
  return invalidParam(
    'import_id',
    `"${id}" is a check_id, which start_import takes as check_id. The import_id of its import is "imp_${part}".`,
  );
}

function notFound(id: string): RollcallError {
  return new RollcallError(
    'not_found',
    `There is no import "${id}". import_status without import_id lists the newest.`,
    {
      param: 'import_id',
    },
  );
}
