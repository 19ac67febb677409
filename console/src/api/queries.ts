import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './request.ts';

/**
 * What was asked is shown at once when a page is opened again, and asked anew. Only an unreachable Rollcall and a spent quota are asked again by
 * themselves.
 */
export const queries = new QueryClient({
  defaultOptions: {
    // Rollcall may run on this machine, with no network at all.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      retry: (count, error) =>
        error instanceof ApiError &&
        ((error.code === 'unreachable' && count < 60) || (quotaWait(error) !== undefined && count < 3)),
      retryDelay: (_, error) => quotaWait(error) ?? 2_000,
      refetchOnWindowFocus: true,
      staleTime: 2_000,
    },
  },
});

/** Milliseconds until a store whose quota is spent, by an import for instance, takes calls again. */
function quotaWait(error: Error): number | undefined {
  if (!(error instanceof ApiError) || error.code !== 'rate_limited') return undefined;
  const { retry_after_ms: ms } = error.details;
  return typeof ms === 'number' ? ms : undefined;
}
