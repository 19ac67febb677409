import { RollcallError } from '../bigcommerce/index.ts';

export type NewCredential = {
  /** 1 to 64 letters, digits, `-`, `_` and `.`. */
  id: string;
  /** A name for people, at most 200 characters. @default none, or the one that is stored already */
  label?: string;
  /** As in api.bigcommerce.com/stores/HASH; that whole URL is taken too. */
  storeHash: string;
  accessToken: string;
  /** https, or http on this machine. @default 'https://api.bigcommerce.com', or the host of a pasted URL */
  apiUrl?: string;
};

export type CheckedCredential = {
  id: string;
  label: string | undefined;
  storeHash: string;
  accessToken: string;
  apiUrl: string;
};

export const defaultApiUrl = 'https://api.bigcommerce.com';

/** Checks what a person typed or pasted. @throws {RollcallError} invalid_params, which never shows the token. */
export function readCredential(input: NewCredential): CheckedCredential {
  const pasted = readStoreHash(text(input.storeHash, 'store_hash'));
  const apiUrl =
    typeof input.apiUrl === 'string' && input.apiUrl.trim() ? input.apiUrl : (pasted.apiUrl ?? defaultApiUrl);
  return {
    id: readId(input.id),
    label: readLabel(input.label),
    storeHash: pasted.storeHash,
    accessToken: readAccessToken(input.accessToken),
    apiUrl: readApiUrl(apiUrl),
  };
}

function readId(value: unknown): string {
  const id = text(value, 'id');
  if (/^[A-Za-z0-9._-]{1,64}$/.test(id)) return id;
  throw refusal('id', 'An id is 1 to 64 letters, digits, "-", "_" or ".": for example main or acme-outdoor.');
}

function readLabel(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const label = text(value, 'label');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a label is printed on terminals
  if (label.length <= 200 && !/[\u0000-\u001f\u007f]/.test(label)) return label;
  throw refusal('label', 'A label is one line of at most 200 characters.');
}

/** BigCommerce shows the whole API path beside the token, and that is what people paste. */
function readStoreHash(value: string): { storeHash: string; apiUrl?: string } {
  const path = /^(https?:\/\/[^/]+)?.*?\/?stores\/([^/?#]+)/i.exec(value);
  const shop = /^(?:https:\/\/)?store-([a-z0-9]+)(?:-\d+)?\.mybigcommerce\.com(?:\/.*)?$/i.exec(value);
  const storeHash = path?.[2] ?? shop?.[1] ?? value;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(storeHash)) {
    throw refusal(
      'store_hash',
      'A store hash is letters and digits, for example abc123. It stands in the API path: https://api.bigcommerce.com/stores/abc123/v3/',
    );
  }
  return { storeHash, ...(path?.[1] && { apiUrl: path[1] }) };
}

function readAccessToken(value: unknown): string {
  const token = text(value, 'access_token');
  if (/^[\x21-\x7e]{1,1024}$/.test(token)) return token;
  throw refusal(
    'access_token',
    'The access token holds a blank, a line break or another character that no token has. Copy it again.',
  );
}

function readApiUrl(value: string): string {
  let url: URL;
  try {
    url = new URL(value.trim());
  } catch {
    throw refusal('api_url', `The API URL is not a URL. BigCommerce's own is ${defaultApiUrl}`);
  }
  if (url.username || url.password) throw refusal('api_url', 'The API URL must not hold a user or a password.');
  const loopback = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    throw refusal(
      'api_url',
      'The API URL must begin with https://. Plain http is for a store on this machine only (127.0.0.1, ::1 or localhost).',
    );
  }
  return `${url.origin}${url.pathname.replace(/\/stores(\/.*)?$/, '').replace(/\/+$/, '')}`;
}

function text(value: unknown, param: string): string {
  const trimmed = typeof value === 'string' ? value.trim() : '';
  if (trimmed) return trimmed;
  throw refusal(param, `${param} is missing.`);
}

function refusal(param: string, message: string): RollcallError {
  return new RollcallError('invalid_params', message, { param });
}
