import { lstat, readdir, readlink, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, parse, relative, resolve, sep } from 'node:path';
import type { RollcallError } from '../../../nodes/index.ts';
import { invalidParam } from '../../invalid-param.ts';

export type ResolvedFile = {
  /** Without links. */
  path: string;
  /** Within the folder, for people. */
  name: string;
};

/** As many as Linux follows. */
const mostLinks = 40;
const mostNames = 20;

/**
 * Finds a file within a folder, whatever links lead to it. Nothing outside the folder is looked at, not even to say that it is not there.
 * @param given Relative to the folder, or absolute inside it.
 * @throws {RollcallError} invalid_params
 */
export async function resolveFile(folder: string, given: string): Promise<ResolvedFile> {
  const root = await rootOf(folder);
  const roots = [root, resolve(folder)];
  let parts = inside(roots, given, given);
  let at = root;
  let links = 0;
  while (parts.length > 0) {
    const [part = '', ...rest] = parts;
    if (part === '..') {
      if (at === root) throw outside(given);
      at = dirname(at);
      parts = rest;
      continue;
    }
    const path = join(at, part);
    const found = await look(path, given, root);
    if (!found.isSymbolicLink()) {
      if (rest.length === 0) return judge(found, path, given, root);
      if (!found.isDirectory()) throw refuse(`"${given}" leads through ${part}, which is a file and not a folder.`);
      at = path;
      parts = rest;
      continue;
    }
    links += 1;
    if (links > mostLinks) throw refuse(`"${given}" leads through links that never end.`);
    const target = await readlink(path);
    if (isAbsolute(target)) at = root;
    parts = [...(isAbsolute(target) ? inside(roots, target, given) : split(target)), ...rest];
  }
  throw await isFolder(at, given, root);
}

async function rootOf(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    throw refuse(
      `The folder of files that may be imported (${folder}) cannot be read: ${(error as Error).message}. A person must restore it, or start rollcall mcp with another --files.`,
    );
  }
}

/** The steps from the folder on. */
function inside(roots: string[], path: string, given: string): string[] {
  if (path.includes('\0') || path.trim() === '') throw refuse('path must be the path of a file.');
  if (!isAbsolute(path)) return split(path);
  // Only as far as it is spelled: what a link outside leads to is not looked at.
  const root = roots.find((one) => path === one || path.startsWith(one.endsWith(sep) ? one : one + sep));
  if (root === undefined) throw outside(given);
  return split(path.slice(root.length));
}

function split(path: string): string[] {
  return path
    .slice(parse(path).root.length)
    .split(sep === '\\' ? /[\\/]/ : '/')
    .filter((part) => part !== '' && part !== '.');
}

async function look(path: string, given: string, root: string) {
  try {
    return await lstat(path);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === 'ENOENT')
      throw refuse(`There is no file "${given}" in the folder of files. ${await listFiles(dirname(path), root)}`);
    throw refuse(`"${given}" cannot be read: ${code === 'EACCES' ? 'this account may not' : message}.`);
  }
}

type Stats = Awaited<ReturnType<typeof lstat>>;

async function judge(found: Stats, path: string, given: string, root: string): Promise<ResolvedFile> {
  if (found.isDirectory()) throw await isFolder(path, given, root);
  if (!found.isFile()) throw refuse(`"${given}" is no file but a device, a pipe or a socket. Name a file.`);
  return { path, name: relative(root, path) };
}

async function isFolder(path: string, given: string, root: string): Promise<RollcallError> {
  return refuse(`"${given}" is a folder. Name one file in it. ${await listFiles(path, root)}`);
}

/** What an agent cannot find out by itself. */
async function listFiles(folder: string, root: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => !entry.name.startsWith('.') && (entry.isFile() || entry.isDirectory()))
    .map((entry) => relative(root, join(folder, entry.name)) + (entry.isDirectory() ? sep : ''))
    .sort();
  if (names.length === 0) return 'There is none.';
  const more = names.length - mostNames;
  return `There are: ${names.slice(0, mostNames).join(', ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}.`;
}

function outside(given: string): RollcallError {
  return refuse(`"${given}" is outside the folder of files that may be imported. Give a path within it.`);
}

function refuse(message: string): RollcallError {
  return invalidParam('path', message);
}
