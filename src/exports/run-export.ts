import { tmpdir } from 'node:os';
import {
  type Call,
  type CallOptions,
  isRollcallError,
  RollcallError,
  type Store,
  startCall,
} from '../bigcommerce/index.ts';
import { explainExportFile } from './file-error.ts';
import { openFileTarget } from './file-target.ts';
import { type ExportFormat, formatOf } from './format.ts';
import type { Page, ReadPage } from './page.ts';
import { ndjsonSheet, type Sheet } from './sheet.ts';
import { openStreamTarget } from './stream-target.ts';
import type { Progress, Target } from './target.ts';

/** Where an export goes. */
export type ExportTo =
  | {
      /** Written whole: a run that was ended in between is gone on with by the next one. Compressed where the name ends in `.gz`. */
      file: string;
      /** Replaces a file that is there. @default false */
      overwrite?: boolean;
    }
  | {
      /** Takes text as it comes; the next piece waits until it resolves. */
      write(text: string): void | Promise<void>;
    };

export type ExportOptions = CallOptions & {
  to: ExportTo;
  /** Parameters of the get node that narrow what is exported, read as loosely: those in `filterParams`. @default none */
  filters?: Record<string, unknown>;
  /** @default by the ending of the file's name, else csv */
  format?: ExportFormat;
  /** Told at the start, where an earlier run may have left off, and after each page. `total` where the store tells it. */
  onProgress?: (progress: { done: number; total?: number }) => void;
};

export type ExportResult = {
  /** Rows in the export, those of earlier runs included. */
  exported: number;
  /** Rows that an earlier run had exported. */
  resumedAt: number;
};

export type ExportSource<Row extends object> = {
  what: 'customers' | 'orders';
  /** What narrows it, as it was understood. */
  filters: Record<string, unknown>;
  csv: Sheet<Row>;
  open(store: Store, call: Call): ReadPage<Row>;
};

/** Walks the source to its end, one page in memory and the next one on its way. */
export async function runExport<Row extends object>(
  store: Store,
  { what, filters, csv, open }: ExportSource<Row>,
  options: ExportOptions,
): Promise<ExportResult> {
  const { to, onProgress } = options;
  const { format, gzip } = formatOf('file' in to ? to.file : undefined, options.format);
  const sheet: Sheet<Row> = format === 'csv' ? csv : ndjsonSheet;
  const rendered = sheet.render !== undefined;
  const stop = new AbortController();
  const given = startCall(store, { bulk: true, ...options });
  const call: Call = { ...given, signal: given.signal ? AbortSignal.any([given.signal, stop.signal]) : stop.signal };
  let target: Target | undefined;
  try {
    target =
      'file' in to
        ? await openFileTarget(to.file, { ...to, rendered, key: { what, format, gzip, store: store.key, filters } })
        : await openStreamTarget(to.write, { rendered });
    const progress = structuredClone(target.begin);
    const resumedAt = progress.done;
    const tell = () =>
      onProgress?.({ done: progress.done, ...(progress.total !== undefined && { total: progress.total }) });
    tell();
    if (!progress.complete) await walk(open(store, call), progress, take);
    const { render } = sheet;
    await target.finish(render && ((lines) => render(lines, progress.tally)), given.signal);
    const notice = sheet.notice?.(progress.tally);
    if (notice) call.onNotice?.(notice);
    return { exported: progress.done, resumedAt };

    async function take(page: Page<Row>): Promise<void> {
      const isFirst = progress.position === undefined;
      const text = sheet.text(page.rows, isFirst, progress.tally);
      progress.done += page.rows.length;
      if (isFirst && page.total !== undefined) progress.total = page.total;
      if (page.next === undefined) progress.complete = true;
      else progress.position = page.next;
      await target!.add(text, structuredClone(progress));
      tell();
      // The next page may have come already: whoever asked to stop is not kept waiting by it.
      if (given.signal?.aborted) throw stopped(given.signal.reason);
    }
  } catch (error) {
    stop.abort();
    // Why the export ended says more than why its progress could not be kept as well.
    await target?.stop().catch(() => undefined);
    if (given.signal?.aborted && !isRollcallError(error)) throw stopped(error);
    throw explainExportFile(error, 'file' in to ? to.file : tmpdir());
  }
}

async function walk<Row>(read: ReadPage<Row>, { position }: Progress, take: (page: Page<Row>) => Promise<void>) {
  let page = await read(position).catch((error: unknown) => {
    throw position !== undefined && isRollcallError(error) && error.code === 'rejected' ? forgotten(error) : error;
  });
  while (true) {
    const { next } = page;
    const coming = next === undefined ? undefined : read(next);
    // Whoever awaits it below hears of a failure, unless the page before fails to be written.
    coming?.catch(() => undefined);
    await take(page);
    if (!coming) return;
    page = await coming;
  }
}

function forgotten(error: RollcallError): RollcallError {
  return new RollcallError(
    'rejected',
    `The store does not take the place where the export left off: ${error.message} Remove the file beside it that ends in .rollcall-export, and run the same command again to begin anew.`,
    { cause: error, ...(error.status !== undefined && { status: error.status }) },
  );
}

function stopped(cause: unknown): RollcallError {
  return new RollcallError('timeout', 'The export was stopped. Run it again to go on.', { retryable: true, cause });
}
