import { describe, expect, test } from 'vitest';
import type { ImportRecord, Imports, ImportWorker } from '../../../imports/index.ts';
import type { CliHost } from '../cli-host.ts';
import { driveRun } from './drive-run.ts';
import { importRecord } from './fixtures/import-record.ts';

const stream = { isTTY: false, columns: 80, write: () => true, on: () => undefined, off: () => undefined };
const host = { stderr: stream as unknown as CliHost['stderr'] };
const running = importRecord({ state: 'running' });
const paused = importRecord({ state: 'paused', reason: { code: 'disk_full', message: 'The disk is full.' } });

/** Imports whose worker says at once that the disk is full; `reads` are the record as it is read, one after the other, with what is in hand. */
function importsOnFullDisk(reads: { record: ImportRecord; inHand: number }[]) {
  let at = 0;
  const imports = {
    async work({ log }: { log: (message: string, error: unknown) => void }): Promise<ImportWorker> {
      log('The queue could not be looked after.', Object.assign(new Error('no space left'), { code: '53100' }));
      return {
        get running() {
          return reads[at]!.inHand;
        },
        stop: async () => undefined,
      };
    },
    get: async () => reads[Math.min(at++, reads.length - 1)]!.record,
    ahead: async () => undefined,
  };
  return imports as unknown as Imports;
}

const drive = (imports: Imports) => driveRun(running, { imports, host, signal: new AbortController().signal });

describe('a disk that the queue finds full', () => {
  test('ends nothing while the import is still driven: the pause that follows is what is told', async () => {
    const inHand = { record: running, inHand: 1 };
    await expect(drive(importsOnFullDisk([inHand, inHand, { record: paused, inHand: 1 }]))).resolves.toBe(paused);
  });

  test('ends nothing where the pause was written just before the import was let go', async () => {
    await expect(drive(importsOnFullDisk([{ record: paused, inHand: 0 }]))).resolves.toBe(paused);
  });

  test('ends the command where nobody drives the import any more and no pause could be written', async () => {
    const left = { record: running, inHand: 0 };
    await expect(drive(importsOnFullDisk([left, left]))).rejects.toThrow(
      /rests at about .* The disk of the database is full\. Nothing is lost\./,
    );
  });
});
