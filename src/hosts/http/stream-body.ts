import type { StreamAnswer } from './route.ts';

export type StreamBodyOptions = {
  /** Aborts when the server stops. */
  stopping: AbortSignal;
  /** Takes a promise for the time in which the stream is being read. */
  track(work: Promise<void>): void;
  onError(error: unknown): void;
};

/** The body of a streamed answer. What breaks off in the middle breaks the connection off: it must not look like the end. */
export function streamBody(
  { chunks, endsWithServer = false }: StreamAnswer,
  options: StreamBodyOptions,
): ReadableStream<Uint8Array> {
  const left = new AbortController();
  const signal = endsWithServer ? AbortSignal.any([left.signal, options.stopping]) : left.signal;
  const ended = Promise.withResolvers<void>();
  let iterator: AsyncIterator<Uint8Array | string> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        // Nothing begins before somebody reads: the answer to a HEAD request is never read.
        if (!iterator) {
          options.track(ended.promise);
          iterator = chunks(signal)[Symbol.asyncIterator]();
        }
        try {
          const { done, value } = await iterator.next();
          // Whoever has left takes neither a piece nor the end.
          if (left.signal.aborted) return;
          if (!done) return controller.enqueue(typeof value === 'string' ? Buffer.from(value) : value);
          controller.close();
        } catch (error) {
          if (left.signal.aborted) return;
          options.onError(error);
          controller.error(error);
        }
        ended.resolve();
      },
      async cancel() {
        left.abort();
        try {
          await iterator?.return?.();
        } finally {
          ended.resolve();
        }
      },
    },
    { highWaterMark: 0 },
  );
}
