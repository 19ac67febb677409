import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './request.ts';

/** What was asked is shown at once when a page is opened again, and asked anew. Only an unreachable Rollcall is asked again by itself. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (count, error) => error instanceof ApiError && error.code === 'unreachable' && count < 60,
      retryDelay: 2_000,
      refetchOnWindowFocus: true,
      staleTime: 2_000,
    },
  },
});
