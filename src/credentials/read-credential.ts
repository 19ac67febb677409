import { type Credential, hideToken } from './credential.ts';
import { makeId } from './make-id.ts';
import { readPastedAccount } from './read-pasted-account.ts';
import { readStoreAddress } from './read-store-address.ts';
import { refusal } from './refusal.ts';

export type NewCredential = {
  /** 1 to 64 letters, digits, `-`, `_` and `.`. @default made of the label or the store hash, and not in use */
  id?: string;
  /** A name for people, at most 200 characters. @default none, or the one that is stored already */
  label?: string;
  /** As in api.bigcommerce.com/stores/HASH; that whole URL is taken too, and the address of the control panel. Needed unless `pasted` is given. */
  storeHash?: string;
  /** Needed unless `pasted` is given. */
  accessToken?: string;
  /** The text file that BigCommerce downloads when an API account is made, in place of store hash and token. Its client secret is not kept. */
  pasted?: string;
  /** https, or http on this machine. @default 'https://api.bigcommerce.com', or the host of a pasted API path */
  apiUrl?: string;
};

export type CredentialChange = {
  /** A name for people; null or '' removes it. @default as it is */
  label?: string | null;
  /** Another token of the same store. @default as it is */
  accessToken?: string;
};

export type CheckedCredential = {
  id: string | undefined;
  label: string | undefined;
  storeHash: string;
  accessToken: string;
  apiUrl: string;
};

/** Checks what a person typed or pasted. @throws {RollcallError} invalid_params, which never shows the token. */
export function readCredential(input: NewCredential): CheckedCredential {
  const { token, store, param } = readAccount(input);
  const apiUrl = typeof input.apiUrl === 'string' && input.apiUrl.trim() ? input.apiUrl : undefined;
  return {
    id: input.id === undefined || input.id === null ? undefined : readId(input.id),
    label: readLabel(input.label),
    ...readStoreAddress(text(store, param ?? 'store_hash'), apiUrl, param),
    accessToken: readAccessToken(token, param),
  };
}

/** A credential that is not stored, to be tested before it is. @throws {RollcallError} invalid_params */
export function draftCredential(input: NewCredential): Credential {
  const { id, label, storeHash, apiUrl, accessToken } = readCredential(input);
  return hideToken({ id: id ?? makeId({ label, storeHash }), label: label ?? null, storeHash, apiUrl }, accessToken);
}

/** @throws {RollcallError} invalid_params */
export function readChange({ label, accessToken }: CredentialChange): CredentialChange {
  if (label === undefined && accessToken === undefined)
    throw refusal('label', 'There is nothing to change. Give a label, an access token, or both.');
  return {
    ...(label !== undefined && { label: readLabel(label) ?? null }),
    ...(accessToken !== undefined && { accessToken: readAccessToken(accessToken) }),
  };
}

function readAccount(input: NewCredential): { token: unknown; store: unknown; param?: string } {
  const { pasted, storeHash, accessToken } = input;
  if (pasted === undefined || pasted === null) return { token: accessToken, store: storeHash };
  if ((storeHash ?? accessToken ?? undefined) !== undefined)
    throw refusal(
      'pasted',
      'Give either the text file of the API account (pasted), or store_hash and access_token: the file holds both.',
    );
  const account = readPastedAccount(pasted);
  return { token: account.accessToken, store: account.apiPath, param: 'pasted' };
}

function readId(value: unknown): string {
  const id = text(value, 'id');
  if (/^[A-Za-z0-9._-]{1,64}$/.test(id)) return id;
  throw refusal('id', 'An id is 1 to 64 letters, digits, "-", "_" or ".": for example main or acme-outdoor.');
}

function readLabel(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const label = text(value, 'label');
  if (label.length <= 200 && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(label)) return label;
  throw refusal('label', 'A label is one line of at most 200 characters.');
}

function readAccessToken(value: unknown, param = 'access_token'): string {
  const token = text(value, param);
  if (/^[\x21-\x7e]{1,1024}$/.test(token)) return token;
  throw refusal(
    param,
    'The access token holds a blank, a line break or another character that no token has. Copy it again.',
  );
}

function text(value: unknown, param: string): string {
  const trimmed = typeof value === 'string' ? value.trim() : '';
  if (trimmed) return trimmed;
  throw refusal(param, `${param} is missing.`);
}
