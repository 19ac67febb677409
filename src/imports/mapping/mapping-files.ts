import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RollcallError } from '../../bigcommerce/index.ts';
import { errorCode } from '../../database/index.ts';
import { readMapping } from './read-mapping.ts';
import type { Mapping } from './types.ts';

export type SavedMapping = { name: string; columns: number; template?: string; saved_at: string };

export type MappingFiles = {
  /** @throws {RollcallError} invalid_params for a name that is none */
  save(name: string, mapping: Mapping): Promise<void>;
  /** By name; files that hold no mapping are left out. */
  list(): Promise<SavedMapping[]>;
  /** @throws {RollcallError} invalid_params where there is none, or the file holds no mapping */
  load(nameOrPath: string): Promise<Mapping>;
};

const validName = /^[A-Za-z0-9][\w. -]{0,79}$/;

/** GET /api/mappings/targets is no mapping. */
const taken = 'targets';

/** The named mappings of a folder, a file NAME.json each. The folder is made with the first. */
export function openMappingFiles(folder: string): MappingFiles {
  return { save, list, load };

  async function save(name: string, mapping: Mapping): Promise<void> {
    checkName(name);
    if (name === taken)
      throw invalid(
        `A mapping cannot be named "${taken}", which is where the API lists the targets. Choose another name.`,
      );
    const text = `${JSON.stringify(readMapping(mapping), null, 2)}\n`;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Whoever reads meanwhile finds the old or the new one whole.
    const half = join(folder, `.${randomUUID()}.tmp`);
    try {
      await writeFile(half, text, { flag: 'wx', mode: 0o600 });
      await rename(half, fileOf(name));
    } finally {
      await rm(half, { force: true });
    }
  }

  async function list(): Promise<SavedMapping[]> {
    const files = (await entriesOf(folder)).filter((file) => file.endsWith('.json') && isName(file.slice(0, -5)));
    const saved: SavedMapping[] = [];
    for (const file of files.sort()) {
      const path = join(folder, file);
      try {
        const { columns, template } = await read(path);
        const { mtime } = await stat(path);
        saved.push({
          name: file.slice(0, -5),
          columns: Object.keys(columns).length,
          ...(template !== undefined && { template }),
          saved_at: mtime.toISOString(),
        });
      } catch {
        // Somebody else's file, or one that was just removed.
      }
    }
    return saved;
  }

  async function load(nameOrPath: string): Promise<Mapping> {
    const path = /[/\\]/.test(nameOrPath) || nameOrPath.endsWith('.json') ? nameOrPath : undefined;
    if (path === undefined) checkName(nameOrPath);
    try {
      return await read(path ?? fileOf(nameOrPath));
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
      const names = (await list()).map(({ name }) => name);
      throw invalid(
        path === undefined
          ? `There is no mapping named "${nameOrPath}". ${names.length > 0 ? `Saved are: ${names.join(', ')}.` : 'None is saved yet.'}`
          : `There is no file ${path}.`,
      );
    }
  }

  function fileOf(name: string): string {
    return join(folder, `${name}.json`);
  }
}

async function read(path: string): Promise<Mapping> {
  const text = await readFile(path, 'utf8');
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (cause) {
    throw invalid(`${path} is not JSON. A mapping is { "version": 1, "columns": { "E-mail": "email" } }.`, cause);
  }
  return readMapping(json);
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function isName(name: string): boolean {
  return validName.test(name) && !name.endsWith('.') && !name.endsWith(' ');
}

function checkName(name: string): void {
  if (!isName(name))
    throw invalid(
      `"${name}" is no name for a mapping: it takes up to 80 letters, digits, blanks, dots, dashes and underscores, and begins with a letter or digit.`,
    );
}

function invalid(message: string, cause?: unknown): RollcallError {
  return new RollcallError('invalid_params', message, { param: 'mapping', cause });
}
