import { createWriteStream } from 'node:fs';
import { access, mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { RollcallError } from '../nodes/index.ts';
import type { ImportRecord } from './import.ts';
import { importFolder } from './summary.ts';

/** Where an uploaded file waits for its check. */
export function uploadPath(home: string, id: string): string {
  return join(importFolder(home, id), 'upload');
}

/** @throws {RollcallError} too_large; invalid_params where it is empty */
export async function keepUpload(
  home: string,
  { id, file }: ImportRecord,
  content: Readable,
  maxBytes: number,
): Promise<void> {
  await mkdir(importFolder(home, id), { recursive: true, mode: 0o700 });
  const path = uploadPath(home, id);
  await pipeline(content, upTo(maxBytes), createWriteStream(`${path}.partial`, { mode: 0o600 }));
  await rename(`${path}.partial`, path);
  if ((await stat(path)).size === 0) throw new RollcallError('invalid_params', `${file} is empty.`);
}

function upTo(maxBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= maxBytes) done(null, chunk);
      else
        done(
          new RollcallError(
            'too_large',
            `The file is larger than ${maxBytes.toLocaleString('en')} bytes. Split it, compress it with gzip, or import it from the command line, which takes any size.`,
          ),
        );
    },
  });
}

/**
 * The path of the file that was uploaded for an import.
 * @param so What the user can do where it is not on this machine.
 * @throws {RollcallError} not_found
 */
export async function findUpload(
  home: string,
  { id, file }: ImportRecord,
  so = 'and is not kept here: take it from where it is',
): Promise<string> {
  const path = uploadPath(home, id);
  try {
    await access(path);
    return path;
  } catch {
    throw new RollcallError(
      'not_found',
      `The file of import ${id} (${file}) was imported from a terminal or uploaded to another machine, ${so}. Then import it again.`,
    );
  }
}

/** Once an import is started nobody reads its upload any more, and it may hold passwords. */
export async function dropUpload(home: string, id: string): Promise<void> {
  await rm(uploadPath(home, id), { force: true });
}
