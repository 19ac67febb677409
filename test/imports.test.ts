import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** Room -> rooms whose code it may import. A room may always import itself. */
const allowed: Record<string, string[]> = {
  bigcommerce: [],
  nodes: ['bigcommerce'],
  transport: ['bigcommerce'],
  database: [],
  credentials: ['bigcommerce', 'nodes', 'database'],
  imports: ['bigcommerce', 'nodes', 'database'],
  exports: ['bigcommerce', 'nodes', 'database'],
  hosts: ['nodes', 'imports', 'exports', 'credentials'],
  sandbox: [],
};
/** The composition root and the package's entries may import every room. */
const entries = ['main.ts', 'library.ts', 'client.ts', 'modules.ts', 'sandbox.ts'];
const pureRooms = ['bigcommerce', 'nodes'];

type Import = { file: string; room: string; target: string };

describe('the rooms', () => {
  const imports = sourceFiles(join(root, 'src')).flatMap(importsOf);

  test('import only the rooms that the table allows', () => {
    const forbidden = imports.filter(({ room, target }) => {
      const other = roomOf(target);
      return other !== undefined && other !== room && allowed[room] && !allowed[room].includes(other);
    });
    expect(forbidden).toEqual([]);
    expect(imports.length).toBeGreaterThan(50);
  });

  test('import another room through its index only', () => {
    const inner = imports.filter(({ room, target }) => {
      const other = roomOf(target);
      return other !== undefined && other !== room && allowed[room] !== undefined && !target.endsWith(`${sep}index.ts`);
    });
    expect(inner).toEqual([]);
  });

  test('transport takes types and the one failure class from the client, nothing that acts', () => {
    const lines = sourceFiles(join(root, 'src/transport')).flatMap(
      (file) =>
        readFileSync(file, 'utf8')
          .match(/^import (?!type).*bigcommerce.*$/gm)
          ?.map((line) => line.trim()) ?? [],
    );
    const values = lines.flatMap((line) => line.match(/\{(.*)\}/)?.[1]?.split(',') ?? []).map((name) => name.trim());
    expect(values.filter((name) => name !== '' && !name.startsWith('type ') && name !== 'TransportFailure')).toEqual(
      [],
    );
  });

  test('that are pure import nothing of Node', () => {
    const impure = imports.filter(({ room, target, file }) => {
      return pureRooms.includes(room) && target.startsWith('node:') && !file.endsWith('.test.ts');
    });
    expect(impure).toEqual([]);
  });

  test('read the environment in main.ts alone', () => {
    const readers = sourceFiles(join(root, 'src'))
      .filter((file) => /process\.env\b/.test(readFileSync(file, 'utf8')))
      .map((file) => relative(root, file));
    expect(readers).toEqual([join('src', 'main.ts')]);
  });

  test('are all in the table', () => {
    const rooms = readdirSync(join(root, 'src'), { withFileTypes: true });
    expect(rooms.filter((entry) => entry.isDirectory() && !allowed[entry.name]).map(({ name }) => name)).toEqual([]);
    expect(rooms.filter((entry) => entry.isFile() && !entries.includes(entry.name)).map(({ name }) => name)).toEqual(
      [],
    );
  });
});

describe('the console', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'console/package.json'), 'utf8'));
  const imports = readdirSync(join(root, 'console/src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(root, 'console/src', name))
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/^(import|export)( type)?\s+(?:[\w*{][^;'=]*from\s+)?'([^']+)';/gm)].map(
        (match) => ({
          file: relative(root, file),
          isType: match[2] !== undefined,
          target: match[3]!.startsWith('.') ? relative(root, resolve(file, '..', match[3]!)) : match[3]!,
          isOurs: match[3]!.startsWith('.'),
        }),
      ),
    );

  test('knows of the server the types of its HTTP API, and nothing else', () => {
    const outside = imports.filter(({ isOurs, target }) => isOurs && !target.startsWith(join('console', 'src')));
    expect(outside.length).toBeGreaterThan(0);
    expect(
      outside.filter(({ isType, target }) => !isType || target !== join('src', 'hosts', 'http', 'api-types.ts')),
    ).toEqual([]);
  });

  test('uses the packages that it names', () => {
    const packages = imports
      .filter(({ isOurs, isType }) => !isOurs && !isType)
      .map(({ target }) => /^(@[^/]+\/)?[^/]+/.exec(target)![0]);
    expect([...new Set(packages)].filter((name) => !(name in devDependencies))).toEqual([]);
    expect(packages).toContain('react');
  });
});

/** Tests may reach across rooms: they put the product together. */
function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.includes('fixture'))
    .map((name) => join(folder, name));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const targets = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);
  return targets.map((target) => ({
    file: relative(root, file),
    room: relative(join(root, 'src'), file).split(sep)[0]!,
    target: target.startsWith('.') ? resolve(file, '..', target) : target,
  }));
}

/** The room of a file of ours, undefined for packages, entries and files outside src. */
function roomOf(target: string): string | undefined {
  const path = relative(join(root, 'src'), target);
  if (!target.startsWith(root) || path.startsWith('..')) return undefined;
  return path.split(sep)[0];
}
