import { type ImportRecord, type Imports, isAtRest } from '../../imports/index.ts';
import { RollcallError } from '../../nodes/index.ts';
import type { ImportEvent } from './import-answers.ts';
import { importProgress, importView } from './import-view.ts';
import type { StreamAnswer } from './route.ts';
import { type WatchOptions, watchImports } from './watch-imports.ts';

export type ImportEventsOptions = WatchOptions & {
  imports: Imports;
  /** Whether a start waits for the import's check: then it does not rest. */
  isStarting(id: string): boolean;
  /** A comment so often keeps proxies from closing a quiet connection. @default 15_000 */
  heartbeatMs?: number;
  /** Streams at a time. Each costs memory and a share of every beat, and whoever is refused can ask for the import instead. @default 200 */
  mostStreams?: number;
};

/** What happens to an import, as server-sent events: the whole of it first, then its numbers, until it rests. */
export function createImportEvents(given: ImportEventsOptions) {
  const { imports, isStarting, heartbeatMs = 15_000, mostStreams = 200, ...options } = given;
  const watch = watchImports(imports, options);
  const isOver = ({ id, state, reason }: ImportRecord): boolean =>
    !isStarting(id) && (isAtRest(state) || (state === 'checking' && reason !== undefined && !imports.checking(id)));

  let streams = 0;

  return {
    /** @throws {RollcallError} not_found; rate_limited where as many are open as may be */
    async open(id: string): Promise<StreamAnswer> {
      const record = await imports.get(id);
      // One that is never read, as for HEAD, is not counted.
      if (streams >= mostStreams) throw tooMany(id, mostStreams);
      return {
        headers: { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' },
        endsWithServer: true,
        chunks: (signal) => follow(record, signal),
      };
    },
  };

  async function* follow(first: ImportRecord, signal: AbortSignal): AsyncGenerator<string> {
    streams += 1;
    try {
      yield* tell(first, signal);
    } finally {
      streams -= 1;
    }
  }

  async function* tell(first: ImportRecord, signal: AbortSignal): AsyncGenerator<string> {
    const snapshot = await importView(imports, first);
    yield event({ event: 'snapshot', data: snapshot });
    if (isOver(first)) return yield event({ event: 'end', data: snapshot });
    let shown = JSON.stringify(importProgress(imports, first));
    let sentAt = performance.now();
    const watched = watch(first.id);
    try {
      while (!signal.aborted) {
        const record = await watched.next(Math.max(0, sentAt + heartbeatMs - performance.now()), signal);
        // An upload that broke off leaves no import behind.
        if (signal.aborted || record === 'gone') return;
        if (record && isOver(record)) return yield event({ event: 'end', data: await importView(imports, record) });
        const progress = record && importProgress(imports, record);
        const text = progress ? JSON.stringify(progress) : shown;
        // An import that is read again and again, and does not change, is as quiet as one that is not read.
        const isQuiet = performance.now() - sentAt >= heartbeatMs;
        if (progress && text !== shown) yield event({ event: 'progress', data: progress });
        else if (isQuiet) yield ': still here\n\n';
        else continue;
        shown = text;
        sentAt = performance.now();
      }
    } finally {
      watched.leave();
    }
  }
}

function tooMany(id: string, most: number): RollcallError {
  const message = `${most} event streams are open, the most that this server keeps. Close some, try again later, or ask for GET /api/imports/${id} every few seconds.`;
  return new RollcallError('rate_limited', message, { retryable: true, details: { retry_after_ms: 5_000 } });
}

function event({ event: name, data }: ImportEvent): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
