import { refusal } from './refusal.ts';

/** A store: what its requests go to. */
export type StoreAddress = { storeHash: string; apiUrl: string };

/** Servers take no longer URL. */
const longest = 2_000;

export const defaultApiUrl = 'https://api.bigcommerce.com';

/**
 * Which store is meant by a hash, by the API path that BigCommerce shows (https://api.bigcommerce.com/stores/abc123/v3/), or by the address of
 * its control panel (https://store-abc123.mybigcommerce.com/manage). An API path on another host names the API URL as well.
 * @param param what to call the first in a refusal, and `apiUrlParam` the second
 * @throws {RollcallError} invalid_params, also where both name an API URL and they differ
 */
export function readStoreAddress(
  given: string,
  apiUrl?: string,
  param = 'store_hash',
  apiUrlParam = 'api_url',
): StoreAddress {
  for (const [name, text] of [[param, given] as const, [apiUrlParam, apiUrl ?? ''] as const])
    if (text.length > longest)
      throw refusal(
        name,
        `${name} has ${text.length.toLocaleString('en')} characters, more than any address of a store.`,
      );
  const named = readStore(given.trim().replace(/^api path\s*:\s*/i, ''), param);
  if (apiUrl === undefined) return { storeHash: named.storeHash, apiUrl: named.apiUrl ?? defaultApiUrl };
  const base = readApiUrl(apiUrl, apiUrlParam);
  if (named.apiUrl !== undefined && named.apiUrl !== base) {
    throw refusal(
      apiUrlParam,
      `${param} names the API at ${named.apiUrl}, and ${apiUrlParam} names ${base}. Leave out ${apiUrlParam}, or give the store hash alone (${named.storeHash}).`,
    );
  }
  const other = /\/stores\/([^/?#]+)/i.exec(apiUrl)?.[1];
  if (other !== undefined && other !== named.storeHash) {
    throw refusal(
      apiUrlParam,
      `${param} names the store ${named.storeHash}, and ${apiUrlParam} holds the path of another one. Give ${apiUrlParam} as ${base}, and one store hash.`,
    );
  }
  return { storeHash: named.storeHash, apiUrl: base };
}

function readStore(given: string, param: string): { storeHash: string; apiUrl?: string } {
  if (isHash(given)) return { storeHash: given };
  const relative = /^\/?stores\/([^/?#]+)(?:[/?#]\S*)?$/i.exec(given)?.[1];
  if (relative !== undefined && isHash(relative)) return { storeHash: relative };
  const url = parseAddress(given);
  const shop = /^store-([a-z0-9]+)(?:-\d+)?\.mybigcommerce\.com$/.exec(url?.hostname ?? '')?.[1];
  if (shop !== undefined) return { storeHash: shop };
  const inPath = /\/stores\/([^/]+)/i.exec(url?.pathname ?? '')?.[1];
  if (url && inPath !== undefined && isHash(inPath)) return { storeHash: inPath, apiUrl: readApiUrl(url.href, param) };
  const isAddress = url !== undefined && /[/.]/.test(given);
  throw refusal(
    param,
    `${isAddress ? 'This address holds no store hash' : 'This is no store hash'}. One is letters and digits, for example abc123, and stands in the API path: https://api.bigcommerce.com/stores/abc123/v3/`,
  );
}

function isHash(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(text);
}

/** People also copy an address without its beginning. */
function parseAddress(given: string): URL | undefined {
  // URL would drop line breaks, and with them join what does not belong together.
  if (/\s/.test(given)) return undefined;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(given)) return URL.parse(given) ?? undefined;
  return URL.parse(`${/^(127\.|localhost|\[::1\])/i.test(given) ? 'http' : 'https'}://${given}`) ?? undefined;
}

/** The URL before `/stores/`. */
function readApiUrl(given: string, param: string): string {
  const url = URL.parse(given.trim());
  if (!url) throw refusal(param, `The API URL is not a URL. BigCommerce's own is ${defaultApiUrl}`);
  if (url.username || url.password) throw refusal(param, 'The API URL must not hold a user or a password.');
  const loopback = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    throw refusal(
      param,
      'The API URL must begin with https://. Plain http is for a store on this machine only (127.0.0.1, ::1 or localhost).',
    );
  }
  return `${url.origin}${url.pathname.replace(/\/stores(\/.*)?$/i, '').replace(/\/+$/, '')}`;
}
