import {
  type Credential,
  type CredentialChange,
  type CredentialEntry,
  type CredentialTest,
  draftCredential,
  type NewCredential,
  type Vault,
} from '../../credentials/index.ts';
import { didYouMean } from '../did-you-mean.ts';
import { invalidParam } from '../invalid-param.ts';
import type { ApiRoute } from './route.ts';

export type CredentialRoutesOptions = {
  vault: Vault;
  /** Asks the store whether the credential works. */
  testCredential(credential: Credential): Promise<CredentialTest>;
};

/** A credential as the API shows it: without its token. */
export type StoredCredential = {
  id: string;
  /** A name for people. */
  label: string | null;
  store_hash: string;
  api_url: string;
  /** ISO 8601, in UTC. */
  created_at: string;
  /** ISO 8601, in UTC. */
  updated_at: string;
};

/** What `POST /api/credentials` and `POST /api/credentials/test` take. */
export type CredentialBody = {
  /** @default made of the label or the store hash */
  id?: string;
  label?: string;
  /** The hash, the API path that BigCommerce shows, or the address of the control panel. Needed unless `pasted` is given. */
  store_hash?: string;
  /** Needed unless `pasted` is given. */
  access_token?: string;
  /** The text file that BigCommerce downloads when an API account is made, in place of `store_hash` and `access_token`. */
  pasted?: string;
  /** @default https://api.bigcommerce.com, or the host of an API path in `store_hash` or `pasted` */
  api_url?: string;
};

/** What `PATCH /api/credentials/{id}` takes: at least one of them. */
export type CredentialChangeBody = {
  /** null or '' removes it. */
  label?: string | null;
  /** Another token of the same store. */
  access_token?: string;
};

export type CredentialsAnswer = { credentials: StoredCredential[] };
export type CredentialAnswer = { success: true; credential: StoredCredential; message: string };
export type CredentialRemovedAnswer = { success: true; id: string; message: string };

const maxBytes = 64 * 2 ** 10;
const fields = ['id', 'label', 'store_hash', 'access_token', 'pasted', 'api_url'];
const changeable = ['label', 'access_token'];

/** Stored credentials. A token goes in and never comes out again. */
export function credentialRoutes({ vault, testCredential }: CredentialRoutesOptions): ApiRoute[] {
  return [
    {
      method: 'GET',
      path: '/api/credentials',
      async handle() {
        const credentials = (await vault.list()).map(shown);
        return { status: 200, body: { credentials } satisfies CredentialsAnswer };
      },
    },
    {
      method: 'POST',
      path: '/api/credentials',
      maxBytes,
      async handle({ body }) {
        const credential = shown(await vault.add(readFields(body)));
        const message = `Credential "${credential.id}" for store ${credential.store_hash} is stored.`;
        return { status: 201, body: { success: true, credential, message } satisfies CredentialAnswer };
      },
    },
    {
      method: 'POST',
      path: '/api/credentials/test',
      maxBytes,
      async handle({ body }) {
        return { status: 200, body: await testCredential(draftCredential(readFields(body))) };
      },
    },
    {
      method: 'PATCH',
      path: '/api/credentials/:id',
      maxBytes,
      async handle({ path: { id = '' }, body }) {
        const credential = shown(await vault.change(id, readChange(body)));
        const message = `Credential "${credential.id}" for store ${credential.store_hash} is changed.`;
        return { status: 200, body: { success: true, credential, message } satisfies CredentialAnswer };
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
        const message = `Credential "${id}" is removed.`;
        return { status: 200, body: { success: true, id, message } satisfies CredentialRemovedAnswer };
      },
    },
  ];
}

function shown({ created_at, updated_at, ...entry }: CredentialEntry): StoredCredential {
  return { ...entry, created_at: created_at.toISOString(), updated_at: updated_at.toISOString() };
}

/** Types are checked by the vault. */
function readFields(body: Record<string, unknown>): NewCredential {
  refuseOthers(body, fields, 'A credential has');
  const { id, label, store_hash: storeHash, access_token: accessToken, pasted, api_url: apiUrl } = body;
  return { id, label, storeHash, accessToken, pasted, apiUrl } as NewCredential;
}

/** Types are checked by the vault. */
function readChange(body: Record<string, unknown>): CredentialChange {
  if ('id' in body)
    throw invalidParam(
      'id',
      'The id of a credential stays: imports and scripts refer to it. Change its label instead.',
    );
  for (const name of ['store_hash', 'api_url', 'pasted']) {
    if (name in body)
      throw invalidParam(name, 'A credential stays with its store. Add a credential of its own for another store.');
  }
  refuseOthers(body, changeable, 'What can be changed is');
  const { label, access_token: accessToken } = body;
  return { label, accessToken } as CredentialChange;
}

function refuseOthers(body: Record<string, unknown>, known: string[], introduction: string): void {
  for (const name of Object.keys(body)) {
    if (known.includes(name)) continue;
    const meant = didYouMean(name, known);
    throw invalidParam(name, `There is no field "${name}"${meant} ${introduction} ${known.join(', ')}.`);
  }
}
