import {
  keepPreviousData,
  type QueryClient,
  useIsMutating,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type {
  FixInput,
  FixPage,
  FixResult,
  ImportCheckBody,
  ImportCheckView,
  ImportFixesBody,
  ImportStateView,
  ImportView,
  ListedProblem,
  ProblemPage,
  ProblemValues,
  ReplacementInput,
} from '../../../src/hosts/http/api-types.ts';
import { importKey, importsKey, rowLivesKey } from './imports.ts';
import { request } from './request.ts';
import { useSeenPages } from './seen-pages.ts';

const checkKey = (id: string) => [...importsKey, 'check', id];
const problemsKey = (id: string) => [...importsKey, 'problems', id];
const valuesKey = (id: string) => [...importsKey, 'values', id];
const fixesKey = (id: string) => [...importsKey, 'fixes', id];

/** Reads the file again, with other options where some are given; what is not given stays as it is. */
export function useCheckImport(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationKey: checkKey(id),
    mutationFn: (body: ImportCheckBody) =>
      request<ImportCheckView | ImportStateView>('POST', `/api/imports/${id}/check`, { body }),
    onMutate: () => {
      // Until then it is known to be checking, and is followed.
      setTimeout(() => client.invalidateQueries({ queryKey: importKey(id) }), 400);
    },
    onSettled: () => client.invalidateQueries({ queryKey: importKey(id) }),
  });
}

/** Whether a check was asked for from this page and is not answered yet. */
export function useIsAsking(id: string): boolean {
  return useIsMutating({ mutationKey: checkKey(id) }) > 0;
}

/** What the page knows of problems is that of the check before. */
export function forgetProblems(client: QueryClient, id: string): void {
  for (const queryKey of [problemsKey(id), valuesKey(id), fixesKey(id), rowLivesKey(id)])
    void client.invalidateQueries({ queryKey });
}

/** A row of the file with its problems of one kind. */
export type ProblemRow = { line: number; row: number; problems: ListedProblem[] };

/** `column`: empty for problems of no single column. */
export type ProblemFilter = { code: string; column: string; q?: string };

/** Rows with problems of a kind. @param seen The first and the last row that are seen */
export function useProblemRows(id: string, filter: ProblemFilter, seen: [number, number], isEnabled: boolean) {
  return useSeenPages<ProblemRow>(seen, {
    key: [...problemsKey(id), filter],
    async read({ offset, limit, signal }) {
      const query = new URLSearchParams({ ...filter, offset: String(offset), limit: String(limit) });
      const { problems, total } = await request<ProblemPage>('GET', `/api/imports/${id}/problems?${query}`, { signal });
      return { rows: byRow(problems), total: total ?? 0 };
    },
    isEnabled,
  });
}

function byRow(problems: ListedProblem[]): ProblemRow[] {
  const rows: ProblemRow[] = [];
  for (const problem of problems) {
    const last = rows.at(-1);
    if (last?.row === problem.row) last.problems.push(problem);
    else rows.push({ line: problem.line, row: problem.row, problems: [problem] });
  }
  return rows;
}

/** The values of one kind of problem with the number of their rows, the most frequent first. @param limit How many are listed at most */
export function useProblemValues(id: string, { code, column }: ProblemFilter, { limit, isEnabled }: Page) {
  return useQuery({
    queryKey: [...valuesKey(id), code, column, limit],
    queryFn: ({ signal }) =>
      request<ProblemValues>('GET', `/api/imports/${id}/problems/values`, { query: { code, column, limit }, signal }),
    placeholderData: keepPreviousData,
    enabled: isEnabled,
  });
}

type Page = { limit: number; isEnabled: boolean };

/** Corrects cells, or takes corrections back; tells at once what remains on these rows. */
export function useFixCells(id: string) {
  return useCorrections(id, (fixes: FixInput[]) => ({ fixes }));
}

/** Reads a value as another one wherever it stands in a column, or takes that back. */
export function useReplaceValues(id: string) {
  return useCorrections(id, (replacements: ReplacementInput[]) => ({ replacements }));
}

function useCorrections<Given>(id: string, bodyOf: (given: Given) => ImportFixesBody) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: Given) => request<FixResult>('POST', `/api/imports/${id}/fixes`, { body: bodyOf(given) }),
    onSuccess: ({ fixes, replacements = 0, needs_check }) => {
      const counts = { total: fixes, replacements, needs_check };
      client.setQueryData<ImportView>(importKey(id), (old) => old && { ...old, fixes: counts });
      for (const queryKey of [fixesKey(id), rowLivesKey(id)]) void client.invalidateQueries({ queryKey });
    },
  });
}

/** What was corrected, in the order of the file, and what is replaced everywhere. */
export function useFixes(id: string, { limit }: { limit: number }) {
  return useQuery({
    queryKey: [...fixesKey(id), limit],
    queryFn: ({ signal }) => request<FixPage>('GET', `/api/imports/${id}/fixes`, { query: { limit }, signal }),
    placeholderData: keepPreviousData,
  });
}
