import type { CredentialBody } from '../../../../src/hosts/http/api-types.ts';

/** What a person gave of an API account. */
export type AccountEntry = {
  /** API path or store hash. */
  store: string;
  token: string;
  /** All that BigCommerce shows, in place of the two. */
  account?: { text: string /** "acme.txt" or "what you pasted" */; from: string };
};

export const emptyEntry: AccountEntry = { store: '', token: '' };

/** Whether a text is what BigCommerce shows of an account, and so holds a secret. */
export const holdsAccount = (text: string): boolean => /access[ _-]?token/i.test(text);

/** Which store an account is of, as its text says; undefined where that names none: Rollcall then says what is wrong with it. */
export function storeOf(text: string): { hash: string; api: string } | undefined {
  const [, api, hash] = /(https?:\/\/[^\s"'`]+?)\/stores\/([A-Za-z0-9_-]+)/i.exec(text) ?? [];
  return api !== undefined && hash !== undefined ? { hash, api } : undefined;
}

/** Where the answers of the API are put. */
export const accountFields = ['store_hash', 'access_token', 'pasted'] as const;

export type AccountErrors = Partial<Record<string, string>>;

/** What is still to be given. @param store Known already: only a token is asked for. */
export function missingOf({ store, token, account }: AccountEntry, isStoreKnown = false): AccountErrors {
  if (account) return {};
  return {
    ...(!isStoreKnown && !store.trim() && { store_hash: 'Give the API path, or the store hash in it.' }),
    ...(!token.trim() && { access_token: 'Give the access token.' }),
  };
}

export function bodyOf({ store, token, account }: AccountEntry): CredentialBody {
  return account ? { pasted: account.text } : { store_hash: store.trim(), access_token: token.trim() };
}

/** Larger than any such file, and what the API takes. */
const mostBytes = 32 * 1024;

/** @throws {Error} where the file is something else, in words */
export async function readAccountFile(file: File): Promise<NonNullable<AccountEntry['account']>> {
  const text = file.size <= mostBytes ? await file.text() : '';
  if (holdsAccount(text)) return { text, from: file.name };
  throw new Error(
    `${file.name} is not the text file of an API account: that one has a line ACCESS TOKEN and a line API PATH.`,
  );
}
