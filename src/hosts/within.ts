/** The result, or undefined where it takes longer or the signal aborts. */
export async function within<T>(
  work: Promise<T>,
  { ms, signal }: { ms: number; signal?: AbortSignal },
): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>();
  const giveUp = (): void => late.resolve(undefined);
  const timer = setTimeout(giveUp, ms);
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
    // Whoever waited has gone: what goes wrong later is told elsewhere.
    work.catch(() => undefined);
  }
}
