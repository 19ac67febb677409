import { type QueryKey, useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';

const pageSize = 100;

export type PagedList<Row> = {
  /** Of all pages of the list. */
  key: QueryKey;
  /** Reads a page. `total`: how many rows the list has in all; asked of its first page. */
  read(page: { offset: number; limit: number; signal: AbortSignal }): Promise<{ rows: Row[]; total: number }>;
  /** @default true */
  isEnabled?: boolean;
};

/** A list of any length, of which only the pages that are seen are loaded. @param seen The first and the last row that are seen */
export function useSeenPages<Row>([first, last]: [number, number], { key, read, isEnabled = true }: PagedList<Row>) {
  const pages = useMemo(() => {
    const from = Math.floor(first / pageSize);
    const count = Math.floor(Math.max(first, last) / pageSize) - from + 1;
    // The first page tells how many rows there are in all.
    return [...new Set([0, ...Array.from({ length: count }, (_, index) => from + index)])];
  }, [first, last]);
  const results = useQueries({
    queries: pages.map((page) => ({
      queryKey: [...key, page],
      queryFn: ({ signal }: { signal: AbortSignal }) => read({ offset: page * pageSize, limit: pageSize, signal }),
      // Nobody wants them all again because a window was looked at again.
      staleTime: Number.POSITIVE_INFINITY,
      enabled: isEnabled,
    })),
  });
  const loaded = new Map(results.map(({ data }, index) => [pages[index]!, data]));
  return {
    /** Undefined until the first page came. */
    total: loaded.get(0)?.total,
    /** The rows of the first page. */
    firstRows: loaded.get(0)?.rows ?? [],
    error: results.find(({ error }) => error)?.error ?? null,
    row: (index: number): Row | undefined => loaded.get(Math.floor(index / pageSize))?.rows[index % pageSize],
    retry: () => results.forEach((result) => void result.refetch()),
  };
}
