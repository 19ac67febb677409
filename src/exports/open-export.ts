import { type Store, startCall } from '../bigcommerce/index.ts';
import { type ExportOptions, type ExportSource, runExport } from './run-export.ts';

export type OpenExportOptions = Omit<ExportOptions, 'to'>;

/**
 * The text of an export whose first page was read. It ends with an error where the export fails, never as if it were whole; the signal ends it,
 * and so does a reader who stops. To be read once.
 */
export type OpenedExport = (signal?: AbortSignal) => AsyncIterable<string>;

/** Reads the first page, and then no more before somebody reads the text. */
export async function openExport<Row extends object>(
  store: Store,
  source: ExportSource<Row>,
  options: OpenExportOptions,
): Promise<OpenedExport> {
  const stop = new AbortController();
  const { signal: given = store.signal } = options;
  const signal = given ? AbortSignal.any([given, stop.signal]) : stop.signal;
  const read = source.open(store, startCall(store, { bulk: true, ...options, signal }));
  const first = await read();
  const opened: ExportSource<Row> = {
    ...source,
    open: () => (position) => (position === undefined ? Promise.resolve(first) : read(position)),
  };
  return async function* text(gone) {
    const leave = (): void => stop.abort(gone?.reason);
    gone?.addEventListener('abort', leave, { once: true });
    if (gone?.aborted) leave();
    // A piece waits until the reader has taken the one before.
    const { readable, writable } = new TransformStream<string, string>();
    const writer = writable.getWriter();
    const run = runExport(store, opened, { ...options, signal, to: { write: (piece) => writer.write(piece) } }).then(
      () => writer.close(),
      (error: unknown) => writer.abort(error),
    );
    run.catch(() => undefined);
    try {
      yield* readable;
    } finally {
      gone?.removeEventListener('abort', leave);
      stop.abort();
      await run.catch(() => undefined);
    }
  };
}
