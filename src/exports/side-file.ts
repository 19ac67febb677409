import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { RollcallError } from '../bigcommerce/index.ts';
import { errorCode, SetupError } from '../database/index.ts';
import type { Progress } from './target.ts';

/** What an export is of. Rows of two exports that differ in any of it must not meet in one file. */
export type ExportKey = {
  what: 'customers' | 'orders';
  format: 'csv' | 'ndjson';
  gzip: boolean;
  /** API URL and hash. */
  store: string;
  /** What narrows it; absent in a file of a version that had none. */
  filters?: Record<string, unknown>;
};

/** What stands beside the file of an export until it is final. */
export type SideFile = ExportKey & {
  version: 1;
  /** The run that writes: a second one takes over, and the first one then stops. */
  run: string;
  /** Bytes of the rows so far: what stands behind them was cut off by the end of the process. */
  bytes: number;
  /** The final text is ready and on its way to its name. */
  placing: boolean;
  progress: Progress;
};

/** The progress of an earlier run; undefined where there is none. @throws {SetupError} when it cannot be made out */
export async function readSideFile(path: string): Promise<SideFile | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const side = JSON.parse(text) as SideFile;
    if (side.version === 1) return side;
  } catch {
    // Told below: no progress of ours.
  }
  throw new SetupError(`${path} is damaged, or was written by another version.`, {
    hint: 'Remove it to begin the export anew, or export to another name.',
  });
}

/** Replaces the side file in one step, so that there is a whole one at any moment. */
export async function writeSideFile(path: string, side: SideFile): Promise<void> {
  const next = nextSideFile(path, side);
  try {
    await writeFile(next, `${JSON.stringify(side)}\n`, { flush: true });
    await rename(next, path);
  } catch (error) {
    await rm(next, { force: true });
    throw error;
  }
}

/** Where a run writes the next side file; it stays there when the run is killed in that moment. */
export function nextSideFile(path: string, { run }: SideFile): string {
  return `${path}-${run}`;
}

/** @throws {RollcallError} invalid_params when the side file is of another export */
export function checkSameExport(path: string, side: SideFile, key: ExportKey): void {
  const isSame = (['store', 'what', 'format', 'gzip'] as const).every((name) => side[name] === key[name]);
  if (isSame && textOf(side.filters) === textOf(key.filters)) return;
  const describe = ({ what, format, gzip, store, filters }: ExportKey) =>
    `${what} as ${format}${gzip ? ' in gzip' : ''} from ${store}${textOf(filters)}`;
  throw new RollcallError(
    'invalid_params',
    `${path} belongs to an unfinished export of ${describe(side)}, and this is one of ${describe(key)}. Finish that one with its own command, or remove that file to give it up, or export to another name.`,
    { param: 'out' },
  );
}

/** ` with email "ana@example.com"`, in one order whichever came first; nothing without filters. */
function textOf(filters: Record<string, unknown> = {}): string {
  const names = Object.keys(filters).sort();
  const parts = names.map((name) => `${name} ${JSON.stringify(filters[name])}`);
  return parts.length === 0 ? '' : ` with ${parts.join(' and ')}`;
}
