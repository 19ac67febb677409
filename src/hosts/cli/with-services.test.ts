import { expect, test } from 'vitest';
import { isRollcallError } from '../../nodes/index.ts';
import type { Services } from './cli-host.ts';
import { withServices } from './with-services.ts';

test('a full disk and a database that went away are no defects', async () => {
  const disk = await endOf(Object.assign(new Error('could not extend file'), { code: '53100' }));
  expect(disk).toMatchObject({ code: 'internal', message: expect.stringMatching(/^The disk is full/) });
  const gone = await endOf(new Error('Connection terminated unexpectedly'));
  expect(gone).toMatchObject({ message: expect.stringMatching(/^The database went away/) });
  expect(isRollcallError(gone)).toBe(true);
  const defect = new TypeError('x is not a function');
  expect(await endOf(defect)).toBe(defect);
});

/** What a command ends with whose work fails so. */
async function endOf(failure: Error): Promise<unknown> {
  let isClosed = false;
  const openServices = async () =>
    ({
      close: async () => {
        isClosed = true;
      },
    }) as Services;
  const error = await withServices({ openServices }, () => Promise.reject(failure)).catch((thrown: unknown) => thrown);
  expect(isClosed).toBe(true);
  return error;
}
