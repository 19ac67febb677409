import { keepPreviousData, type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type {
  ImportLine,
  ImportList,
  ImportProgress,
  ImportRowLife,
  ImportSample,
  ImportStartBody,
  ImportStateView,
  ImportView,
  RowFate,
  SettledRow,
  SettledRowPage,
} from '../../../src/hosts/http/api-types.ts';
import { ApiError, request } from './request.ts';
import { useSeenPages } from './seen-pages.ts';

export const importsKey = ['imports'];
export const importKey = (id: string) => [...importsKey, 'one', id];
const listKey = [...importsKey, 'list'];
const rowsKey = (id: string) => [...importsKey, 'rows', id];
/** What is known of single rows by their line. */
export const rowLivesKey = (id: string) => [...rowsKey(id), 'life'];

/** Whether something goes on by itself: a check, a run, or the wait for one. */
export function isMoving({ state, reason }: Pick<ImportLine, 'state' | 'reason'>): boolean {
  return state === 'queued' || state === 'running' || (state === 'checking' && reason === undefined);
}

/**
 * One import, kept fresh while it moves: by the events that the server sends while the page is seen, else by asking again and again. Where
 * Rollcall went away it is asked until it answers, and then followed anew.
 */
export function useImport(id: string) {
  const client = useQueryClient();
  const isSeen = useIsSeen();
  const [isFollowed, setFollowed] = useState(false);
  const [brokenAt, setBrokenAt] = useState(0);
  const query = useQuery({
    queryKey: importKey(id),
    queryFn: ({ signal }) => request<ImportView>('GET', `/api/imports/${id}`, { signal }),
    refetchInterval: ({ state: { data, error } }) => {
      if (error instanceof ApiError && error.status === 404) return false;
      if (data && !isMoving(data)) return 10_000;
      return isFollowed ? false : 2_000;
    },
    refetchIntervalInBackground: true,
  });
  // Events that broke off are opened again once a question was answered.
  const { data, dataUpdatedAt } = query;
  // What rests for a moment only, between its check and its start, has not ended.
  const goesOn = data !== undefined && (isFollowed || isMoving(data));
  const follows = isSeen && goesOn && dataUpdatedAt > brokenAt;
  useEffect(() => {
    if (!follows) return;
    const events = new EventSource(`/api/imports/${id}/events`);
    const stop = (): void => {
      events.close();
      setFollowed(false);
    };
    events.onopen = () => setFollowed(true);
    events.addEventListener('snapshot', ({ data }) => client.setQueryData(importKey(id), JSON.parse(data)));
    events.addEventListener('progress', ({ data }) => applyProgress(client, id, JSON.parse(data)));
    events.addEventListener('end', ({ data }) => {
      stop();
      client.setQueryData(importKey(id), JSON.parse(data));
      void client.invalidateQueries({ queryKey: listKey });
      void client.resetQueries({ queryKey: rowsKey(id) });
    });
    events.onerror = () => {
      stop();
      setBrokenAt(Date.now());
      setTimeout(() => client.invalidateQueries({ queryKey: importKey(id) }), 500);
    };
    return stop;
  }, [follows, id, client]);
  return query;
}

/** Tells the cache what a call answered about an import, so that its page shows it at once. */
function patchImport(client: QueryClient, id: string, answer: ImportLine | ImportStateView): void {
  client.setQueryData<ImportView>(importKey(id), (old) => {
    if (!old) return old;
    const { reason: _reason, wanted: _wanted, live: _live, progress: _progress, ...rest } = old;
    return { ...rest, ...answer };
  });
  void client.invalidateQueries({ queryKey: importKey(id) });
  void client.invalidateQueries({ queryKey: listKey });
}

function useImportAction<Body = void>(id: string, action: 'start' | 'pause' | 'resume' | 'cancel' | 'retry') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) =>
      request<ImportLine | ImportStateView>('POST', `/api/imports/${id}/${action}`, { body: body ?? {} }),
    onSuccess: (answer) => patchImport(client, id, answer),
  });
}

/** Starts a checked import; its options may be given with it. */
export const useStartImport = (id: string) => useImportAction<ImportStartBody>(id, 'start');
export const usePauseImport = (id: string) => useImportAction(id, 'pause');
export const useResumeImport = (id: string) => useImportAction(id, 'resume');
export const useCancelImport = (id: string) => useImportAction(id, 'cancel');
/** Tries the failed rows once more. */
export const useRetryImport = (id: string) => useImportAction(id, 'retry');

/** A page of the list, the newest first; asked again and again while one of them moves. @param after `next` of the page before */
export function useImports({ after, limit }: { after?: string; limit: number }) {
  return useQuery({
    queryKey: [...listKey, { after, limit }],
    queryFn: ({ signal }) => request<ImportList>('GET', '/api/imports', { query: { after, limit }, signal }),
    refetchInterval: ({ state: { data } }) => (data?.imports.some(isMoving) ? 2_000 : 15_000),
    placeholderData: keepPreviousData,
  });
}

/** What became of the rows of one fate. @param total How many there are: another number asks anew @param seen The first and the last row that are seen */
export function useRowsOfFate(id: string, fate: RowFate, total: number, seen: [number, number]) {
  return useSeenPages<SettledRow>(seen, {
    key: [...rowsKey(id), fate, total],
    read: ({ offset, limit, signal }) =>
      request<SettledRowPage>('GET', `/api/imports/${id}/rows`, { query: { fate, offset, limit }, signal }),
  });
}

/** All that happened to the row on a line of the file. */
export function useRowLife(id: string, line: number | undefined) {
  return useQuery({
    queryKey: [...rowLivesKey(id), line],
    queryFn: ({ signal }) => readRowLife(id, line!, signal),
    enabled: line !== undefined,
    retry: false,
  });
}

export function readRowLife(id: string, line: number, signal?: AbortSignal): Promise<ImportRowLife> {
  return request<ImportRowLife>('GET', `/api/imports/${id}/rows/${line}`, { ...(signal && { signal }) });
}

/** Numbers that changed, and now and then a point more for the chart. */
function applyProgress(client: QueryClient, id: string, progress: ImportProgress): void {
  client.setQueryData<ImportView>(importKey(id), (old) => {
    if (!old) return old;
    const { reason: _reason, wanted: _wanted, live: _live, progress: _progress, ...rest } = old;
    return { ...rest, ...progress, history: withSample(old.history, progress) };
  });
  // When it was started stands in no event of its progress.
  const { started_at } = client.getQueryData<ImportView>(importKey(id)) ?? {};
  if (progress.state === 'running' && started_at === undefined)
    void client.invalidateQueries({ queryKey: importKey(id) }, { cancelRefetch: false });
}

/** The server keeps a sample in two seconds; so does the page. One that stays open for days keeps half of its own. */
function withSample(history: ImportSample[], { rows, pending, seconds, live }: ImportProgress): ImportSample[] {
  const run_ms = Math.round(seconds * 1000);
  if (!live) return history;
  const { at, most_available: available, quota } = live;
  const last = history.at(-1);
  if (last && run_ms < last.run_ms + 2_000) {
    // A window may open and be spent between two points.
    const isHigher = available !== undefined && available > (last.available ?? 0);
    return isHigher ? [...history.slice(0, -1), { ...last, available }] : history;
  }
  const sample = {
    at,
    run_ms,
    settled: rows - pending,
    ...(available !== undefined && { available }),
    ...(quota !== undefined && { quota }),
  };
  const kept = history.length < 1_200 ? history : history.filter((_, index) => index % 2 === 0);
  return [...kept, sample];
}

function useIsSeen(): boolean {
  const [isSeen, setSeen] = useState(() => document.visibilityState !== 'hidden');
  useEffect(() => {
    const changed = (): void => setSeen(document.visibilityState !== 'hidden');
    document.addEventListener('visibilitychange', changed);
    return () => document.removeEventListener('visibilitychange', changed);
  }, []);
  return isSeen;
}
