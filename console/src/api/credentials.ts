import { useQuery } from '@tanstack/react-query';
import type { StoredCredential } from '../../../src/hosts/http/api-types.ts';
import { request } from './request.ts';

export const credentialsKey = ['credentials'];

/** The stores that are connected. */
export function useCredentials() {
  return useQuery({
    queryKey: credentialsKey,
    queryFn: async ({ signal }) =>
      (await request<{ credentials: StoredCredential[] }>('GET', '/api/credentials', { signal })).credentials,
  });
}
