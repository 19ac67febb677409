import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { type InstalledPackage, installPacked, link } from './package/install-packed.ts';
import { runNode, startNode } from './package/run-program.ts';

const root = resolve(import.meta.dirname, '..');
let installed: InstalledPackage;

beforeAll(() => {
  installed = installPacked();
  cpSync(join(import.meta.dirname, 'package/consumer'), installed.project, { recursive: true });
});
afterAll(() => installed.remove());

describe('the packed package', () => {
  test('has what runs and what explains it: no sources, no tests, no tools', () => {
    const files = readdirSync(installed.folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const names = files.map(({ parentPath, name }) => join(parentPath, name).slice(installed.folder.length + 1));
    expect([...new Set(names.map((name) => name.split('/')[0]))].sort()).toEqual([
      'ARCHITECTURE.md',
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'bench',
      'bin',
      'console',
      'dist',
      'docs',
      'examples',
      'manifest.json',
      'n8n',
      'package.json',
    ]);
    const code = names.filter((name) => !name.startsWith('examples/'));
    expect(code.filter((name) => /\.test\.|fixture|(?<!\.d)\.ts$|\.map$|built-from/.test(name))).toEqual([]);
    expect(names).toContain('console/dist/index.html');
    expect(names.filter((name) => name.endsWith('.sql')).length).toBe(
      readdirSync(join(root, 'src/database/migrations')).length,
    );
    expect(statSync(installed.tarball).size).toBeLessThan(1_500_000);
  });

  test('has nothing that publint would change', async () => {
    const { messages } = await publint({ pkgDir: installed.folder, pack: false, strict: true });
    expect(messages.map((message) => formatMessage(message, packageJson))).toEqual([]);
  });

  test('gives types for every entry, however they are resolved', () => {
    const attw = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js');
    const args = [attw, installed.tarball, '--profile', 'esm-only', '--no-definitely-typed', '--format', 'json'];
    // It exits with 1 where it finds something that its profile does not leave out.
    const { analysis } = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
    expect(Object.keys(analysis.entrypoints)).toEqual(Object.keys(packageJson.exports));
  });
});

describe('a project with the package', () => {
  const typeErrors = (files: string[], compilerOptions: object) => {
    const strict = { strict: true, noEmit: true, target: 'es2024', types: ['node'] };
    const config = { compilerOptions: { ...strict, ...compilerOptions }, files };
    writeFileSync(join(installed.project, 'tsconfig.json'), JSON.stringify(config));
    return runNode([join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'], { cwd: installed.project }).catch(
      (error) => error.stdout,
    );
  };

  test('runs the library, the client and the sandbox, and reads the manifest', async () => {
    const printed = await runNode(['consumer.ts'], { cwd: installed.project });
    expect(JSON.parse(printed)).toEqual({
      created: 'created',
      refused: 'customer_exists',
      many: [true, false],
      found: true,
      unknown: 'invalid_params',
      client: 'function',
      nodes: 7,
      version: packageJson.version,
    });
  });

  test('runs the modules', async () => {
    const printed = await runNode(['module-consumer.ts'], { cwd: installed.project });
    expect(JSON.parse(printed)).toEqual({ nextModule: 'next', data: expect.objectContaining({ outcome: 'created' }) });
  });

  test('has its types checked as Node resolves them, and as bundlers do', async () => {
    link('@types/node', installed.project);
    for (const resolution of [{ module: 'nodenext' }, { module: 'esnext', moduleResolution: 'bundler' }]) {
      expect(await typeErrors(['consumer.ts', 'module-consumer.ts'], { ...resolution, skipLibCheck: false })).toBe('');
    }
  });

  test.each(['rollcall', 'rollcall/client', 'rollcall/modules', 'rollcall/sandbox'])(
    'loads no database for %s',
    async (entry) => {
      const program = `
        import { registerHooks } from 'node:module';
        const loaded = new Set();
        registerHooks({ load: (url, context, next) => (loaded.add(/.*node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(url)?.[1]), next(url, context)) });
        await import('${entry}');
        console.log(JSON.stringify([...loaded].filter(Boolean)));`;
      const packages = JSON.parse(await runNode(['--input-type=module', '-e', program], { cwd: installed.project }));
      expect(packages).toContain('rollcall');
      expect(packages.filter((name: string) => /pg|postgres|hono|pino|commander/.test(name))).toEqual([]);
    },
  );
});

describe('the terminal with the package', () => {
  let home: string;

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'rollcall-home-'));
  });
  afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));

  test('creates a customer with a stored credential, and serves the console and the API', async () => {
    const around = { cwd: installed.project, env: { ROLLCALL_HOME: home, ROLLCALL_PORT: '0' } };
    const sandbox = startNode([installed.bin, 'sandbox', '--port', '0', '--json'], around);
    const server = startNode([installed.bin, 'start'], around);
    try {
      const [line] = await sandbox.says(/^\{.*\}$/m);
      const { url, store_hash, access_token } = JSON.parse(line);
      const store = ['--store-hash', store_hash, '--access-token', access_token, '--api-url', url];
      await runNode([installed.bin, 'credentials', 'add', '--id', 'shop', ...store], around);
      const person = ['--email', 'ana@example.com', '--first-name', 'Ana', '--last-name', 'Ruiz'];
      const create = [installed.bin, 'create-customer', '--credentials', 'shop', ...person];
      expect(JSON.parse(await runNode(create, around))).toMatchObject({ success: true, outcome: 'created' });
      await expect(runNode(create, around)).rejects.toMatchObject({ code: 1, stdout: /customer_exists/ });

      const [, origin] = await server.says(/^API: (http:\S+)\/api,/m);
      expect((await fetch(`${origin}/healthz`)).status).toBe(200);
      expect((await fetch(`${origin}/readyz`)).status).toBe(200);
      expect((await fetch(`${origin}/sample-customers.csv`)).status).toBe(200);
    } finally {
      await server.stop();
      await sandbox.stop();
    }
  });

  test('is told which Node it needs', async () => {
    const older = `
      Object.defineProperty(process.versions, 'node', { value: '20.20.2' });
      Object.defineProperty(process, 'version', { value: 'v20.20.2' });
      await import(${JSON.stringify(installed.bin)});`;
    await expect(runNode(['--input-type=module', '-e', older], { cwd: installed.project })).rejects.toMatchObject({
      code: 1,
      stderr: 'Rollcall needs Node 22.12 or newer; this is v20.20.2. Install a newer Node and run it again.\n',
    });
  });

  test('says the version', async () => {
    expect(await runNode([installed.bin, '--version'], { cwd: installed.project })).toBe(`${packageJson.version}\n`);
    expect(packageJson.bin.rollcall).toBe('bin/rollcall.js');
    expect(readFileSync(installed.bin, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });
});
