import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningProgram, runNode, startNode } from './package/run-program.ts';

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'examples');
const around = { cwd: root, env: {} as Record<string, string> };

const run = (...args: string[]) => runNode(args, around);
const shell = async (script: string) => {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1', ...around.env };
  return (await promisify(execFile)('sh', [script], { cwd: root, env })).stdout;
};

/** What each example prints, in order. Every file of the folder that runs is here. */
const ownStore: [string, RegExp[]][] = [
  [
    'library-one.ts',
    [/^Customer \d+ created successfully$/m, /^customer_exists: .* as customer \d+\. /m, /^updated$/m, /^Ruiz SL 1$/m],
  ],
  ['library-many.ts', [/^item 17: email "no email"/m, /^39 of 40 created$/m, /^4 requests$/m, /^0 to try again$/m]],
  [
    'library-file.ts',
    [/^line 1: created: /m, /^line 3: .* without its address/m, /^line 4: skipped: /m, /^line 5: invalid_params: /m],
  ],
  [
    'client-transport.ts',
    [
      /^POST .*\/v3\/customers: 200$/m,
      /^ana@example.com: created/m,
      /^ana@example.com: skipped/m,
      /^2 luis@example.com/m,
    ],
  ],
  ['modules.ts', [/^item 7: /m, /^24 of 25 created with 3 requests$/m, /^24 customers in the store$/m]],
  ['manifest.ts', [/^create-customer \(reads, writes, mails\): /m, /^Try again later: rate_limited, /m]],
];
const started: [string, RegExp[]][] = [
  [
    'http-fetch.ts',
    [
      /^200 Customer (\d+) created successfully\n200 Customer \1 created/m,
      /^409 /m,
      /\(skipped\)$/m,
      /^email "nobody"/m,
    ],
  ],
  [
    'http-import.ts',
    [/^5 rows$/m, /^line 6: email "nobody"/m, /^completed: 3 created, 1 skipped, 1 rejected$/m, /^2,ana@/m],
  ],
  [
    'mcp-client.ts',
    [
      /^create_customer$/m,
      /^get_customers \(reads only\)$/m,
      /^Customer \d+ created/m,
      /did you mean "first_name"/,
      /ana\.mcp@/,
    ],
  ],
];

beforeAll(() => run('scripts/build-package.js'));

test('every example is listed and run', () => {
  const programs = readdirSync(folder).filter((name) => /\.(ts|sh)$/.test(name));
  const run = [...ownStore, ...started].map(([name]) => name);
  expect([...run, 'cli.sh', 'http.sh', 'sandbox-in-a-test.ts'].sort()).toEqual(programs.sort());
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  for (const program of programs) expect(readme).toContain(`examples/${program}\``);
});

describe('an example with a store of its own does what it says', () => {
  test.each(ownStore)('%s', async (name, said) => inOrder(await run(`examples/${name}`), said));

  test('sandbox-in-a-test.ts', async () =>
    inOrder(await run('--test', 'examples/sandbox-in-a-test.ts'), [/pass 1$/m, /fail 0$/m]));

  test('cli.sh', async () => {
    around.env = { ROLLCALL: `${process.execPath} bin/rollcall.js` };
    const created = /"outcome":"created"/;
    inOrder(await shell('examples/cli.sh'), [
      created,
      created,
      created,
      /"code":"invalid_params"/,
      /^6,nobody,rejected,/m,
    ]);
  });
});

describe('an example that talks to a running Rollcall does what it says', () => {
  let server: RunningProgram;
  let home: string;

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'rollcall-examples-'));
    const key = 'the-key-of-the-examples';
    around.env = { ROLLCALL_HOME: home, ROLLCALL_PORT: '0', ROLLCALL_API_KEY: key };
    server = startNode(['bin/rollcall.js', 'start', '--sandbox'], around);
    const [, url] = await server.says(/^API: (http:\S+)\/api,/m);
    around.env = { ROLLCALL_HOME: home, ROLLCALL_URL: url!, ROLLCALL_API_KEY: key };
  });
  afterAll(async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });

  test.each(started)('%s', async (name, said) => inOrder(await run(`examples/${name}`), said));

  test('http.sh', async () => {
    inOrder(await shell('examples/http.sh'), [
      /"outcome":"created"/,
      /"counts":\{"succeeded":1,"failed":1\}/,
      /"customers":\[/,
    ]);
  });
});

/** Each of the patterns stands in the text after the one before. */
function inOrder(text: string, patterns: RegExp[]): void {
  let rest = text;
  for (const pattern of patterns) {
    const match = pattern.exec(rest);
    expect(match, `${pattern} in:\n${rest}`).not.toBeNull();
    rest = rest.slice(match!.index + match![0].length);
  }
}
