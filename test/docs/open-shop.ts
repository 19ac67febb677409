import { fork, spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { rollcall, startRollcall } from '../../src/hosts/fixtures/rollcall-process.ts';
import { temporaryHome } from '../../src/hosts/fixtures/temporary-home.ts';
import { startSandboxServer } from '../../src/sandbox/index.ts';
import { root, type Snippet } from './read-page.ts';

export type Ran = { code: number | null; stdout: string; stderr: string };

export type Shop = {
  /** Runs a snippet as its page has it, but for addresses. What it exports is there for the next one of the page. */
  run(snippet: Pick<Snippet, 'language' | 'code'>): Promise<Ran>;
  /** The store of `main` begins anew. */
  reset(): void;
  /** A page begins: both stores are new, and the folder holds the files that examples are about, and those beside the page, under their path. */
  turnTo(page: string): Promise<void>;
  close(): Promise<void>;
};

const storeHash = 'abc123';

/**
 * What the reader of a page has: a Rollcall that runs with its `sandbox`, `main` as another store with demo data, some files, the API key as
 * `KEY` and the store's token as `BIGCOMMERCE_ACCESS_TOKEN`.
 */
export async function openShop(): Promise<Shop> {
  const { home, remove } = temporaryHome();
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-docs-'));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeCommands(bin);
  linkPackages(join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const store = await startSandboxServer({ storeHash, quota: 0, directory: join(folder, 'store') });
  const server = startRollcall(['start', '--sandbox'], { home, env: { ROLLCALL_PORT: '0', ROLLCALL_LOG: 'error' } });
  const [, sandbox] = await server.says(/Sandbox: (http:\/\/[\d.:]+)/);
  const [, origin] = await server.says(/API: (http:\/\/[\d.:]+)/);
  const token = store.accessToken;
  const add = ['credentials', 'add', '--id', 'main', '--store-hash', storeHash, '--api-url', store.url];
  await rollcall([...add, '--access-token', token], { home });
  const { stdout: key } = await rollcall(['api-key', 'show'], { home });

  const env = {
    HOME: folder,
    PATH: [bin, join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
    ROLLCALL_HOME: home,
    ROLLCALL_PORT: new URL(origin!).port,
    KEY: key.trim(),
    BIGCOMMERCE_ACCESS_TOKEN: token,
  };
  const runner = fork(join(import.meta.dirname, 'typescript-runner.ts'), { env, execArgv: [], silent: true });
  let programs = 0;
  let cwd = folder;
  let pages = 0;
  return {
    run: ({ code, language }) => (language === 'ts' ? runTypeScript(code) : runShell(code)),
    reset: () => store.sandbox.reset(),
    async turnTo(page) {
      store.sandbox.reset();
      await fetch(`${sandbox}/_sandbox/reset`, { method: 'POST', body: '{}' });
      pages += 1;
      cwd = join(folder, `page-${pages}`);
      cpSync(join(import.meta.dirname, 'files'), cwd, { recursive: true });
      const beside = dirname(page);
      for (const name of readdirSync(join(root, beside)))
        if (/\.(csv|ndjson)$/.test(name)) cpSync(join(root, beside, name), join(cwd, beside, name));
    },
    async close() {
      runner.kill();
      server.child.kill('SIGINT');
      await server.finished;
      await store.stop();
      remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };

  function runShell(code: string): Promise<Ran> {
    const state = join(cwd, '.exported');
    const script = `set -aeo pipefail\nif [ -f ${state} ]; then . ${state}; fi\ntrap 'export -p > ${state}' EXIT\n${relocate(code)}\n`;
    return runProgram('bash', ['-c', script]);
  }

  function runTypeScript(code: string): Promise<Ran> {
    programs += 1;
    const file = join(cwd, `program-${programs}.ts`);
    writeFileSync(file, code.replaceAll('connect({', `connect({ apiUrl: '${store.url}',`));
    return new Promise((done, reject) => {
      const died = (code: number | null): void => reject(new Error(`The runner of programs ended with ${code}.`));
      runner.once('exit', died);
      runner.once('message', (ran) => {
        runner.off('exit', died);
        done(ran as Ran);
      });
      runner.send(file);
    });
  }

  /** Ports are free ones here, the store is no real one, and questions are answered by flags, since nobody sits here. */
  function relocate(code: string): string {
    return code
      .replaceAll(/https?:\/\/(127\.0\.0\.1:4321|localhost:4321|rollcall\.example\.com)/g, origin!)
      .replaceAll('http://127.0.0.1:4322', sandbox!)
      .replaceAll('Bearer KEY', `Bearer ${key.trim()}`)
      .replaceAll(/rollcall credentials (add|test) (?=.*--(store-hash|from-file))(?!.*--api-url).*/g, (call) => {
        const isAsked = !/--access-token|--from-file/.test(call);
        return `${call} --api-url ${store.url}${isAsked ? ` --access-token ${token}` : ''}`;
      })
      .replaceAll(/rollcall import (?!.*--(json|yes|dry-run)).*/g, '$& --yes');
  }

  function runProgram(command: string, args: string[]): Promise<Ran> {
    return new Promise((done) => {
      const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
      const late = setTimeout(() => child.pid && process.kill(-child.pid, 'SIGKILL'), 150_000);
      const ran: Ran = { code: null, stdout: '', stderr: '' };
      child.stdout.on('data', (chunk) => {
        ran.stdout += chunk;
      });
      child.stderr.on('data', (chunk) => {
        ran.stderr += chunk;
      });
      child.on('close', (code) => {
        clearTimeout(late);
        done({ ...ran, code });
      });
    });
  }
}

/** `npx rollcall` is the program of this checkout, in which `rollcall` alone is not found. Nothing is fetched from a registry. */
function writeCommands(bin: string): void {
  const program = `exec '${process.execPath}' '${join(root, 'bin/rollcall.js')}' "$@"`;
  const npx = `[ "$1" = rollcall ] || { echo "npx $1 is not run here" >&2; exit 99; }\nshift\n${program}`;
  const npm = 'echo "npm is not run here" >&2; exit 99';
  for (const [name, script] of Object.entries({ npx, npm })) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
}

/** The packages that a snippet may import: those of this checkout, and Rollcall's own entries from its sources. */
function linkPackages(folder: string): void {
  mkdirSync(join(folder, 'rollcall'), { recursive: true });
  const packages = join(root, 'node_modules');
  for (const name of readdirSync(packages)) {
    if (name !== 'rollcall' && !name.startsWith('.')) symlinkSync(join(packages, name), join(folder, name));
  }
  const entries = { '.': 'library', './client': 'client', './modules': 'modules', './sandbox': 'sandbox' };
  const exports: Record<string, string> = { './manifest.json': './manifest.json' };
  for (const [path, name] of Object.entries(entries)) {
    writeFileSync(join(folder, 'rollcall', `${name}.js`), `export * from '${join(root, 'src', `${name}.ts`)}';\n`);
    exports[path] = `./${name}.js`;
  }
  cpSync(join(root, 'manifest.json'), join(folder, 'rollcall/manifest.json'));
  writeFileSync(join(folder, 'rollcall/package.json'), JSON.stringify({ name: 'rollcall', type: 'module', exports }));
}
