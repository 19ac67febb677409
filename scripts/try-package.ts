// Tries the packed package as its users do, from the registry: installed into an empty folder and for all, on the oldest Node that it takes, on
// the newest of that line and on Node 24, in the terminal, as a server and as a library. Prints a table. It needs the network and a few minutes.
//   npm run test:package [-- TARBALL]
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import packageJson from '../package.json' with { type: 'json' };

const root = resolve(import.meta.dirname, '..');
const place = mkdtempSync(join(tmpdir(), 'rollcall-package-'));
const oldest = packageJson.engines.node.replace(/^>=/, '');
const tooOld = '20';
/** A step that takes longer hangs. */
const patienceMs = 180_000;
const person = ['--email', 'ana@example.com', '--first-name', 'Ana', '--last-name', 'Ruiz'];

const library = `
  import { connect, nodes } from 'rollcall';
  import { closeModules } from 'rollcall/modules';
  import { startSandboxServer } from 'rollcall/sandbox';
  import manifest from 'rollcall/manifest.json' with { type: 'json' };
  await import('rollcall/client');
  const sandbox = await startSandboxServer({ empty: true });
  const store = connect({ storeHash: sandbox.storeHash, accessToken: sandbox.accessToken, apiUrl: sandbox.url });
  const people = Array.from({ length: 25 }, (_, n) => ({ email: 'p' + n + '@example.com', first_name: 'P', last_name: 'Q' }));
  const results = await nodes.createCustomer.many(store, people);
  console.log(results.filter(({ success }) => success).length + ' created, ' + manifest.nodes.length + ' nodes in the manifest');
  await Promise.all([store.close(), closeModules(), sandbox.stop()]);
`;

type Row = Record<'node' | 'step' | 'result', string>;
const rows: Row[] = [];

try {
  const tarball = resolve(process.argv[2] ?? pack());
  for (const version of [oldest, oldest.split('.')[0]!, '24']) await tryOn(version, tarball);
  await tryTooOld(tarball);
} finally {
  rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  console.table(rows);
}
if (rows.some(({ result }) => result.startsWith('FAILED'))) process.exitCode = 1;

function pack(): string {
  const printed = execFileSync('npm', ['pack', '--json', '--pack-destination', place], { cwd: root, encoding: 'utf8' });
  return join(place, JSON.parse(printed)[0].filename);
}

/** A Node of the registry, as the folder of its programs. */
async function installNode(version: string): Promise<string> {
  const folder = join(place, `node-${version}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "allowScripts": { "node": true } }');
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', `node@${version}`], { cwd: folder });
  return join(folder, 'node_modules/node/bin');
}

async function tryOn(wanted: string, tarball: string): Promise<void> {
  const programs = await installNode(wanted);
  const folder = join(place, `project-${wanted}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const env = environment(programs, { ROLLCALL_HOME: join(folder, 'home'), ROLLCALL_PORT: '0' });
  const run = (command: string, ...args: string[]) =>
    promisify(execFile)(command, args, { cwd: folder, env, timeout: patienceMs });
  const node = (await run('node', '--version')).stdout.trim();
  const step = stepOn(node);

  await step('npm install TARBALL', async () => {
    const { stdout, stderr } = await run('npm', 'install', '--no-audit', '--no-fund', tarball);
    const size = (await run('du', '-sm', 'node_modules')).stdout.split('\t')[0];
    const about = [...new Set(stderr.match(/EBADENGINE.*(?=package:).*|deprecated \S+/g) ?? [])].join('; ');
    return `${/added \d+ packages?/.exec(stdout)?.[0]}, ${size} MB${about && `, warned: ${about}`}`;
  });
  await step('library', async () => {
    writeFileSync(join(folder, 'library.mjs'), library);
    return (await run('node', 'library.mjs')).stdout.trim();
  });
  const sandbox = start(join(folder, 'node_modules/.bin/rollcall'), ['sandbox', '--port', '0', '--json'], env);
  await step('npx rollcall create-customer', async () => {
    const { url, store_hash, access_token } = JSON.parse((await sandbox.says(/^\{.*\}$/m))[0]);
    const store = ['--store-hash', store_hash, '--access-token', access_token, '--api-url', url];
    await run('npx', 'rollcall', 'credentials', 'add', '--id', 'shop', ...store);
    const { stdout } = await run('npx', 'rollcall', 'create-customer', '--credentials', 'shop', ...person);
    return JSON.parse(stdout).message;
  });
  await sandbox.stop();
  const server = start(join(folder, 'node_modules/.bin/rollcall'), ['start', '--sandbox'], env);
  await step('rollcall start', async () => {
    const [, origin] = await server.says(/^API: (http:\S+)\/api,/m);
    const statuses = ['/healthz', '/readyz', '/sample-customers.csv'].map(async (path) => {
      return `${path} ${(await fetch(`${origin}${path}`)).status}`;
    });
    return (await Promise.all(statuses)).join(', ');
  });
  await server.stop();
  await step('npm install --global', async () => {
    const prefix = join(folder, 'global');
    await run('npm', 'install', '--global', '--prefix', prefix, '--no-audit', '--no-fund', tarball);
    return (await run(join(prefix, 'bin/rollcall'), '--version')).stdout.trim();
  });
}

/** An older Node is told what is needed, in words. */
async function tryTooOld(tarball: string): Promise<void> {
  const env = environment(await installNode(tooOld), {});
  const folder = join(place, 'project-too-old');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  await stepOn(`v${tooOld}`)('rollcall --version is refused', async () => {
    await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', tarball], { cwd: folder, env });
    const bin = join(folder, 'node_modules/.bin/rollcall');
    const said = await promisify(execFile)(bin, ['--version'], { env }).catch(({ stderr }) => stderr.trim());
    if (typeof said !== 'string' || !said.startsWith('Rollcall needs Node')) throw new Error(JSON.stringify(said));
    return said;
  });
}

function stepOn(node: string) {
  return async (step: string, work: () => Promise<string>): Promise<void> => {
    console.error(`${node}: ${step} ...`);
    const result = await work().catch((error: Error & { stderr?: string }) => {
      return `FAILED: ${(error.stderr || error.message)
        .trim()
        .split('\n')
        .filter((line) => !line.startsWith('npm warn Unknown'))
        .slice(0, 6)
        .join(' | ')}`;
    });
    rows.push({ node, step, result });
  };
}

/** A stranger's terminal with this Node: of the caller's own it has what leads to the network, and nothing of this npm or of Rollcall. */
function environment(programs: string, own: Record<string, string>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|ROLLCALL_|DATABASE_URL$)/.test(name));
  const others = process.env.PATH?.split(delimiter).filter((folder) => !folder.startsWith(root)) ?? [];
  return { ...Object.fromEntries(kept), NO_COLOR: '1', ...own, PATH: [programs, ...others].join(delimiter) };
}

/** A program that goes on until it is stopped. */
function start(command: string, args: string[], env: NodeJS.ProcessEnv) {
  const child: ChildProcess = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (text) => {
      printed += text;
      child.emit('said');
    });
  // One that cannot be started ends as well: the step that waits for it tells why.
  child.on('error', (error) => {
    printed += error.message;
  });
  const ended = new Promise((done) => child.on('close', done));
  return {
    async says(pattern: RegExp): Promise<RegExpExecArray> {
      for (;;) {
        const match = pattern.exec(printed);
        if (match) return match;
        if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
          throw new Error(`ended early: ${printed}`);
        await Promise.race([once(child, 'said'), ended]);
      }
    },
    async stop(): Promise<void> {
      if (child.pid === undefined) return;
      child.kill('SIGTERM');
      await ended;
    },
  };
}
