import { isConnectionLost } from './connection.ts';
import { isDiskFull, SetupError } from './setup-error.ts';

export type Log = (message: string, error?: unknown) => void;

export type Trouble = {
  /** A statement went well. */
  over(): void;
  /** A statement failed, or something around it. */
  report(error: unknown): void;
};

/** Longer than any outage is said again; a failure that comes with every pass must not fill the log. */
const sayAgainAfterMs = 60_000;

/**
 * Tells once that the database went away and once that it came back, and any other failure once a minute. The messages end where that of
 * the error begins.
 */
export function watchTrouble(log: Log): Trouble {
  let away = false;
  const said = new Map<string, number>();
  return {
    over() {
      if (away) log('the job queue reached the database again');
      away = false;
    },
    report(error) {
      if (isAway(error)) {
        if (!away) log('the job queue lost the database and keeps trying to reach it:', error);
        away = true;
        return;
      }
      const full = isDiskFull(error);
      // Each attempt finds no room in another file.
      const message = full ? 'full' : error instanceof Error ? error.message : String(error);
      const now = performance.now();
      if (now - (said.get(message) ?? -sayAgainAfterMs) < sayAgainAfterMs) return;
      // Messages may hold what changes each time; the map stays small all the same.
      if (said.size > 100) said.clear();
      said.set(message, now);
      log(`the job queue ${full ? 'finds the disk of the database full' : 'failed'} and tries again:`, error);
    },
  };
}

function isAway(error: unknown): boolean {
  // A server of one's own that is away is a SetupError, and one that is cut off does not answer.
  return isConnectionLost(error) || error instanceof SetupError || (error as Error)?.message === 'Query read timeout';
}
