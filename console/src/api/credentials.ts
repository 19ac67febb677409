import { type QueryClient, useQuery } from '@tanstack/react-query';
import type {
  CredentialAnswer,
  CredentialBody,
  CredentialChangeBody,
  CredentialRemovedAnswer,
  CredentialsAnswer,
  CredentialTest,
  StoredCredential,
} from '../../../src/hosts/http/api-types.ts';
import { request } from './request.ts';

export const credentialsKey = ['credentials'];

/** The stores that are connected. */
export function useCredentials() {
  return useQuery({
    queryKey: credentialsKey,
    queryFn: async ({ signal }) =>
      (await request<CredentialsAnswer>('GET', '/api/credentials', { signal })).credentials,
  });
}

/** The latest answer of a store to "does it work?"; `refetch` asks it. Kept while the console is open. */
export function useStoreTest(id: string) {
  return useQuery({
    queryKey: storeTestKey(id),
    queryFn: ({ signal }) => request<CredentialTest>('POST', `${pathOf(id)}/test`, { signal }),
    enabled: false,
    retry: false,
    gcTime: Number.POSITIVE_INFINITY,
  });
}

/** What a test before storing said is the answer that the stored one shows. */
export function keepStoreTest(client: QueryClient, id: string, test: CredentialTest): void {
  client.setQueryData(storeTestKey(id), test);
}

export function forgetStoreTest(client: QueryClient, id: string): void {
  client.removeQueries({ queryKey: storeTestKey(id) });
}

/** Asks a store whether an account works; nothing is stored. */
export function testAccount(account: CredentialBody): Promise<CredentialTest> {
  return request('POST', '/api/credentials/test', { body: account });
}

/** Stores an account, or gives its token to the one that has its id. @param key The same key stores it once, however often it is sent. */
export async function addStore(account: CredentialBody, key?: string): Promise<StoredCredential> {
  const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
  return (await request<CredentialAnswer>('POST', '/api/credentials', { body: account, headers })).credential;
}

export async function changeStore(id: string, change: CredentialChangeBody): Promise<StoredCredential> {
  return (await request<CredentialAnswer>('PATCH', pathOf(id), { body: change })).credential;
}

export function removeStore(id: string): Promise<CredentialRemovedAnswer> {
  return request('DELETE', pathOf(id));
}

const pathOf = (id: string): string => `/api/credentials/${encodeURIComponent(id)}`;
const storeTestKey = (id: string): string[] => ['store-test', id];
