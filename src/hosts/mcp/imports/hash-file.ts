import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { RollcallError } from '../../../nodes/index.ts';

/** SHA-256 of the bytes, read once from end to end. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, signal ? { signal } : {}).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new RollcallError('invalid_params', `The file cannot be read: ${(error as Error).message}`, {
      param: 'path',
      cause: error,
    });
  });
  return hash.digest('hex');
}
