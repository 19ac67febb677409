import { useQuery } from '@tanstack/react-query';
import type { SandboxView } from '../../../src/hosts/http/api-types.ts';
import { ApiError, request } from './request.ts';

export const sandboxKey = ['sandbox'];

/** The sandbox that runs beside Rollcall; null where none does. @param everyMs Asked again so often while the page is open. */
export function useSandbox({ everyMs }: { everyMs?: number } = {}) {
  return useQuery({
    queryKey: sandboxKey,
    queryFn: async ({ signal }) => {
      try {
        return await request<SandboxView>('GET', '/api/sandbox', { signal });
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }
    },
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
  });
}
