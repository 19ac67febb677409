import type { ImportRecord, Imports } from '../../../imports/index.ts';
import type { RunProgress } from './run-progress.ts';

export type ObserverOptions = {
  imports: Pick<Imports, 'ahead'>;
  progress: Pick<RunProgress, 'say'>;
  ownWorker?: string;
  now?: () => number;
};

/** An import starts within this time where nothing is in its way. */
const startMs = 1_500;
/** A worker writes down once a second that it lives. */
const silenceMs = 4_000;
const lookEveryMs = 2_000;

/** Finds out why an import does not move, or who moves it; says each once as a line and then as a note beside the bar. */
export function createObserver({ imports, progress, ownWorker, now = () => performance.now() }: ObserverOptions) {
  const said = new Set<string>();
  let queuedSince: number | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let ahead: ImportRecord | undefined;
  // Clocks of two machines are never compared: what counts is when the sign of life changed here.
  let life = { at: -1, seen: now() };

  const say = (key: string, line: string): void => {
    if (!said.has(key)) progress.say(line);
    said.add(key);
  };

  return {
    async note(record: ImportRecord): Promise<string | undefined> {
      if (record.state === 'queued') {
        queuedSince ??= now();
        return now() - queuedSince > startMs ? noteQueued(record) : undefined;
      }
      queuedSince = undefined;
      const { live } = record;
      const at = live?.at ?? 0;
      if (at !== life.at) life = { at, seen: now() };
      const where = live?.worker ?? 'another process';
      if (now() - life.seen > silenceMs) {
        say(
          'silent',
          `Nothing is heard of ${where}, which runs the import. If it died, the import goes on here in about 15 s.`,
        );
        return `waiting for ${where}`;
      }
      if (!live || live.worker === ownWorker || life.at === 0) return undefined;
      say(`elsewhere ${where}`, `Worker ${where} runs the import; this is its progress.`);
      return `run by ${where}`;
    },
  };

  async function noteQueued(record: ImportRecord): Promise<string> {
    if (now() - lookedAt > lookEveryMs) {
      lookedAt = now();
      ahead = await imports.ahead(record).catch(() => undefined);
    }
    if (!ahead) {
      say('nobody', 'The store is still held by a process that does not answer: up to 15 s until it is taken over.');
      return 'waiting for the store';
    }
    const note = 'queued behind another import of this store';
    say(`behind ${ahead.id}`, `This import is ${note}: ${ahead.id} (${ahead.file}).`);
    return note;
  }
}
