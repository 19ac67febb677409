import type { Credential, CredentialTest, NewCredential, Vault } from '../../credentials/index.ts';
import { RollcallError } from '../../nodes/index.ts';
import { nearestOf } from '../nearest.ts';
import type { ApiRoute } from './route.ts';

export type CredentialRoutesOptions = {
  vault: Vault;
  /** Asks the store whether the credential works. */
  testCredential(credential: Credential): Promise<CredentialTest>;
};

const maxBytes = 64 * 2 ** 10;
const fields = ['id', 'label', 'store_hash', 'access_token', 'api_url'];

/** Stored credentials. A token goes in and never comes out again. */
export function credentialRoutes({ vault, testCredential }: CredentialRoutesOptions): ApiRoute[] {
  return [
    {
      method: 'GET',
      path: '/api/credentials',
      handle: async () => ({ status: 200, body: { credentials: await vault.list() } }),
    },
    {
      method: 'POST',
      path: '/api/credentials',
      maxBytes,
      async handle({ body }) {
        const credential = await vault.add(readFields(body));
        const message = `Credential "${credential.id}" for store ${credential.store_hash} is stored.`;
        return { status: 201, body: { success: true, credential, message } };
      },
    },
    {
      method: 'POST',
      path: '/api/credentials/:id/test',
      async handle({ path }) {
        return { status: 200, body: await testCredential(await vault.get(path.id)) };
      },
    },
    {
      method: 'DELETE',
      path: '/api/credentials/:id',
      async handle({ path: { id = '' } }) {
        await vault.remove(id);
        return { status: 200, body: { success: true, id, message: `Credential "${id}" is removed.` } };
      },
    },
  ];
}

/** Types are checked by the vault. */
function readFields(body: Record<string, unknown>): NewCredential {
  for (const name of Object.keys(body)) {
    if (fields.includes(name)) continue;
    const hint = nearestOf(name, fields);
    throw new RollcallError(
      'invalid_params',
      `There is no field "${name}"${hint ? `; did you mean "${hint}"?` : '.'} A credential has ${fields.join(', ')}.`,
      { param: name },
    );
  }
  const { id, label, store_hash: storeHash, access_token: accessToken, api_url: apiUrl } = body;
  return { id, label, storeHash, accessToken, apiUrl } as NewCredential;
}
