import type { Vault } from '../../credentials/index.ts';
import { isRollcallError, type ParamProblem } from '../../nodes/index.ts';
import { readCredentialsId } from '../read-credentials-id.ts';

export type FoundCredential = {
  credentialsId?: string;
  store?: { storeHash: string; apiUrl: string };
  problem?: ParamProblem;
};

/** The credential that a call would use, without its token. */
export async function findCredential(vault: Pick<Vault, 'get' | 'list'>, given: unknown): Promise<FoundCredential> {
  let credentialsId: string | undefined;
  try {
    credentialsId = readCredentialsId(given);
    const entries = await vault.list();
    const entry =
      credentialsId === undefined && entries.length === 1 ? entries[0] : entries.find(({ id }) => id === credentialsId);
    // By its label, or not at all, and then with the reason.
    const { storeHash, apiUrl } = entry
      ? { storeHash: entry.store_hash, apiUrl: entry.api_url }
      : await vault.get(credentialsId);
    return { ...(credentialsId !== undefined && { credentialsId }), store: { storeHash, apiUrl } };
  } catch (error) {
    if (!isRollcallError(error)) throw error;
    const isMissing = credentialsId === undefined && error.code === 'credentials_not_found';
    const problem = { param: 'credentials_id', message: error.message, ...(isMissing && { missing: true as const }) };
    return { ...(credentialsId !== undefined && { credentialsId }), problem };
  }
}
