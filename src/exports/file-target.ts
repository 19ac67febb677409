import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { type FileHandle, lstat, open, realpath, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGzip, gzip } from 'node:zlib';
import { RollcallError } from '../bigcommerce/index.ts';
import { errorCode, SetupError } from '../database/index.ts';
import { readLines, writeAt } from './file-text.ts';
import {
  checkSameExport,
  type ExportKey,
  nextSideFile,
  readSideFile,
  type SideFile,
  writeSideFile,
} from './side-file.ts';
import { beginning, type Render, type Target } from './target.ts';

const compress = promisify(gzip);

/** Progress is put on record this often: what a killed run has read since then is read again. */
const saveEveryMs = 500;

export type FileTargetOptions = {
  key: ExportKey;
  /** Takes the place of a file that is there. @default false */
  overwrite?: boolean;
  /** Pages are kept as lines that `finish` renders. @default false */
  rendered?: boolean;
};

/**
 * A file that comes to its name when it is whole. Until then its rows are in `FILE.rollcall-export-rows` and the progress in
 * `FILE.rollcall-export`: a run that died is gone on with. Rows are on the disk before the progress that counts them, so a kill at any moment
 * leaves at most rows too many, and they are cut off. With gzip each page is a member of its own, so that the same holds.
 * @throws {RollcallError} invalid_params when the file is there already, or an unfinished export is another one
 */
export async function openFileTarget(
  name: string,
  { key, overwrite = false, rendered = false }: FileTargetOptions,
): Promise<Target> {
  const file = await checkPlace(name);
  const paths = {
    side: `${file}.rollcall-export`,
    rows: `${file}.rollcall-export-rows`,
    ready: `${file}.rollcall-export-ready`,
  };
  const earlier = await readSideFile(paths.side);
  if (earlier) checkSameExport(paths.side, earlier, key);
  if (!overwrite && !earlier?.placing && (await exists(file)))
    throw refused(`${name} exists already. Choose another name, or add --overwrite to replace it.`);

  const side: SideFile = {
    ...(earlier ?? { version: 1, ...key, bytes: 0, placing: false, progress: beginning() }),
    run: randomUUID(),
  };
  let { progress, bytes } = side;
  const handle = side.placing ? undefined : await openRows(paths.rows, paths.side, earlier?.bytes);
  let savedAt = Number.NEGATIVE_INFINITY;
  await writeSideFile(paths.side, side);
  if (earlier) await rm(nextSideFile(paths.side, earlier), { force: true });

  return {
    begin: structuredClone(side.progress),

    async add(text, next) {
      // An empty gzip file would be none; an empty page later on needs no member.
      if (text !== '' || bytes === 0) {
        const page = key.gzip && !rendered ? await compress(text) : Buffer.from(text);
        await writeAt(handle!, page, bytes);
        bytes += page.length;
      }
      progress = next;
      if (performance.now() - savedAt > saveEveryMs) await save();
    },

    async finish(render, signal) {
      if (!side.placing) {
        // Behind the end stands what a killed run wrote and did not get to record.
        await handle!.truncate(bytes);
        await save();
        if (render) await writeReady(render, signal);
        side.placing = true;
        await save();
      }
      await handle?.close();
      const ready = rendered ? paths.ready : paths.rows;
      if (await exists(ready)) await rename(ready, file);
      await rm(paths.rows, { force: true });
      await rm(paths.side, { force: true });
    },

    async stop() {
      try {
        if (progress.done > 0) await save();
        else if (await isMine()) for (const path of [paths.rows, paths.side]) await rm(path, { force: true });
      } finally {
        await handle?.close();
      }
    },
  };

  async function isMine(): Promise<boolean> {
    return (await readSideFile(paths.side))?.run === side.run;
  }

  async function save(): Promise<void> {
    await handle?.datasync();
    if (!(await isMine())) throw leaving();
    side.progress = progress;
    side.bytes = bytes;
    try {
      await writeSideFile(paths.side, side);
    } catch (error) {
      throw (await isMine()) ? error : leaving();
    }
    savedAt = performance.now();
  }

  function leaving(): SetupError {
    return new SetupError(`Another run writes ${name} now: this one has stopped.`, {
      hint: 'Let that one go on. Nothing is lost.',
    });
  }

  async function writeReady(render: Render, signal: AbortSignal | undefined): Promise<void> {
    const text = Readable.from(render(readLines(handle!)));
    const sink = createWriteStream(paths.ready, { flush: true });
    const options = signal ? { signal } : {};
    if (key.gzip) await pipeline(text, createGzip(), sink, options);
    else await pipeline(text, sink, options);
  }
}

/** The file behind a link, so that the link stays. @throws {RollcallError} invalid_params for what is no ordinary file */
async function checkPlace(name: string): Promise<string> {
  if (!(await exists(name))) return name;
  const file = await realpath(name);
  if ((await lstat(file)).isFile()) return file;
  throw refused(`${name} is no ordinary file. Choose another name, or leave it out and redirect the output.`);
}

/** The rows of an earlier run, at least as many bytes as are on record, or an empty file. */
async function openRows(path: string, sidePath: string, bytes: number | undefined): Promise<FileHandle> {
  if (bytes === undefined) return open(path, 'w+');
  const handle = (await exists(path)) ? await open(path, 'r+') : undefined;
  if (handle && (await handle.stat()).size >= bytes) return handle;
  await handle?.close();
  throw new SetupError(`${path} lacks rows that ${sidePath} counts: something else has changed or removed it.`, {
    hint: `Remove ${sidePath} to begin the export anew.`,
  });
}

function refused(message: string): RollcallError {
  return new RollcallError('invalid_params', message, { param: 'out' });
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (error: unknown) => {
      if (errorCode(error) === 'ENOENT') return false;
      throw error;
    },
  );
}
