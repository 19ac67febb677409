import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeCsv } from './csv-file.ts';
import { count, ratio, type Section } from './report.ts';
import { startSandbox } from './start-sandbox.ts';
import type { StoreAddress } from './store-address.ts';

const program = resolve(import.meta.dirname, '../bin/rollcall.js');
const targets = { megabytes: 300, growth: 1.3 };

/** Ratio 4: what a large file costs in memory, and in time beside one of a tenth. */
export async function measureMemory({ quick }: { quick: boolean }): Promise<Section> {
  const rows = quick ? 100_000 : 1_000_000;
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'));
  const sandbox = await startSandbox();
  try {
    const small = await importRows(rows / 10);
    const large = await importRows(rows);
    const megabytes = Math.max(small.megabytes, large.megabytes);
    const growth = large.seconds / (10 * small.seconds);
    return {
      title: 'Ratio 4: a large file',
      setting: [
        `rollcall import of ${count(rows)} rows of 11 fields, from the file to the report, without a quota; peak resident memory of its process.`,
      ],
      measures: [
        {
          measure: 'peak memory in MB',
          ours: megabytes === 0 ? 'not told here' : String(Math.round(megabytes)),
          target: `< ${targets.megabytes}`,
          met: megabytes < targets.megabytes,
        },
        {
          measure: `time against ten times that of ${count(rows / 10)} rows`,
          ours: ratio(growth),
          other: '1',
          target: `<= ${targets.growth}`,
          met: growth <= targets.growth,
        },
        { measure: 'seconds (no target)', ours: large.seconds.toFixed(0), other: small.seconds.toFixed(1) },
      ],
    };
  } finally {
    await sandbox.stop();
    rmSync(folder, { recursive: true, force: true });
  }

  async function importRows(wanted: number) {
    const file = join(folder, `${wanted}.csv`);
    const home = join(folder, `home-${wanted}`);
    await writeCsv(file, wanted);
    await sandbox.reset();
    await run(home, credential(sandbox.address));
    const started = performance.now();
    const { output, megabytes } = await run(home, ['import', file, '--json']);
    const seconds = (performance.now() - started) / 1000;
    const { created } = JSON.parse(output.trim().split('\n').at(-1)!);
    if (created !== wanted) throw new Error(`${created} of ${wanted} customers were created.`);
    return { seconds, megabytes };
  }
}

function credential({ url, storeHash, accessToken }: StoreAddress): string[] {
  const store = ['--store-hash', storeHash, '--access-token', accessToken, '--api-url', url];
  return ['credentials', 'add', '--id', 'main', ...store];
}

/** A command of its own process, and the most memory that it took (Linux tells). */
async function run(home: string, args: string[]): Promise<{ output: string; megabytes: number }> {
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ROLLCALL_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  let megabytes = 0;
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      megabytes = Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024 || megabytes;
    } catch {
      // It has ended, or this is no Linux.
    }
  }, 200);
  const code = await new Promise((done) => child.on('close', done));
  clearInterval(watch);
  if (code !== 0) throw new Error(`rollcall ${args[0]} ended with ${code}: ${output}`);
  return { output, megabytes };
}
