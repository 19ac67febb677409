/** Results that come out of order and go out in order. */
export type OrderedResults<Result> = {
  put(index: number, result: Result): void;
  /** All that can go out now. */
  take(): Generator<Result>;
  /** Resolves once no more than `mostWaiting` results lie between `index` and the next one out. */
  room(index: number): Promise<void>;
  /** Results that went out. */
  readonly taken: number;
};

export function createOrderedResults<Result>(mostWaiting: number): OrderedResults<Result> {
  const waiting = new Map<number, Result>();
  let next = 0;
  let wake: (() => void) | undefined;
  return {
    put: (index, result) => void waiting.set(index, result),
    *take() {
      while (waiting.has(next)) {
        const result = waiting.get(next)!;
        waiting.delete(next);
        next += 1;
        wake?.();
        yield result;
      }
    },
    get taken() {
      return next;
    },
    async room(index) {
      while (index - next >= mostWaiting)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    },
  };
}
