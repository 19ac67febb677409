import { useSyncExternalStore } from 'react';
import { ApiError } from '../../../api/request.ts';
import { uploadImport } from '../../../api/upload-import.ts';
import { tell } from '../../../parts/tell.ts';

export type Upload =
  | { state: 'none' }
  | { state: 'sending'; filename: string; sent: number; total: number }
  | { state: 'failed'; filename: string; error: unknown };

let upload: Upload = { state: 'none' };
let abort = new AbortController();
const watchers = new Set<() => void>();
const arrivals = new Set<(importId: string) => void>();

function set(next: Upload): void {
  upload = next;
  for (const watch of watchers) watch();
}

/** Closing the tab would break the upload off, so the browser asks. */
const warn = (event: BeforeUnloadEvent): void => event.preventDefault();

/** Sends a file to Rollcall. One at a time; it goes on while other pages of the console are shown. */
export async function startUpload(content: Blob, filename: string, credentialsId: string): Promise<void> {
  if (upload.state === 'sending') return;
  abort = new AbortController();
  set({ state: 'sending', filename, sent: 0, total: content.size });
  window.addEventListener('beforeunload', warn);
  try {
    const { import_id } = await uploadImport({
      content,
      filename,
      credentialsId,
      onProgress: (sent) =>
        set({ state: 'sending', filename, sent: Math.min(sent, content.size), total: content.size }),
      signal: abort.signal,
    });
    set({ state: 'none' });
    if (arrivals.size === 0) tell(`${filename} has arrived and is being checked. Imports leads to it.`);
    for (const arrived of arrivals) arrived(import_id);
  } catch (error) {
    set(
      error instanceof ApiError && error.code === 'cancelled'
        ? { state: 'none' }
        : { state: 'failed', filename, error },
    );
  } finally {
    window.removeEventListener('beforeunload', warn);
  }
}

export function cancelUpload(): void {
  abort.abort();
}

export function forgetUpload(): void {
  if (upload.state === 'failed') set({ state: 'none' });
}

/** Told the id of an import whose file arrived while this is watched. */
export function onArrival(arrived: (importId: string) => void): () => void {
  arrivals.add(arrived);
  return () => arrivals.delete(arrived);
}

export function useUpload(): Upload {
  return useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => upload,
  );
}
