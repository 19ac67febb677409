import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Command } from 'commander';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkParams, nodeDefinitions } from '../nodes/index.ts';
import { type SandboxServer, startSandboxServer } from '../sandbox/index.ts';
import { addParamFlag } from './cli/param-flags.ts';
import { describeNode } from './describe-node.ts';
import { cliCall, curlCall, typescriptCall } from './node-calls.ts';

const root = resolve(import.meta.dirname, '../..');
const described = nodeDefinitions.map((definition) => ({ definition, node: describeNode(definition) }));
const create = described[0]!;
const run = promisify(execFile);

const nasty = {
  email: "o'brien+vip@example.com",
  first_name: `Ana "la $HOME" O'Brien`,
  last_name: 'Ruiz \\ `id` ’x’ $PATH !!',
  company: "O'Brien & Sons",
  notes: 'first line\nsecond\tline, “quoted”; $(exit 3)',
  attributes: { "Favourite 'colour'": 'red $1', Loyalty: 'gold' },
  channel_ids: [1],
  addresses: [{ address1: "1 King's Rd", city: 'London', country_code: 'GB' }],
  new_password: 'Pa$$ w\'ord"1',
  dry_run: false,
};

/** Values of a form: what a parameter takes and what it does not. */
const value = fc.oneof(
  fc.string({ unit: fc.constantFrom(...`'"$\`\\!-=,;[]{} \nab1’é`), maxLength: 8 }),
  fc.constantFrom<unknown>(true, false, 3, -2.5, 'yes', '-1', 'a,b', '[1, 2]', '{"a":"b"}', 'Shipped', 'ES'),
  fc.array(fc.oneof(fc.string({ maxLength: 4 }), fc.integer()), { maxLength: 3 }),
  fc.dictionary(fc.string({ maxLength: 4 }), fc.oneof(fc.string({ maxLength: 4 }), fc.integer()), { maxKeys: 2 }),
);

/** The parameters that the command reads from the words, flags over --json. */
function readWords({ params }: (typeof described)[number]['node'], words: string[]): Record<string, unknown> {
  const command = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  const flags = Object.entries(params.properties!)
    .filter(([name]) => name !== 'credentials_id')
    .map(([name, schema]) => ({
      name,
      read: addParamFlag(command, { name, schema, isRequired: false, group: 'Parameters:' }),
    }));
  command.option('--json <object>').option('--credentials <id>').parse(words, { from: 'user' });
  const { json } = command.opts() as { json?: string };
  const given: Record<string, unknown> = json === undefined ? {} : JSON.parse(json);
  for (const { name, read } of flags) if (read() !== undefined) given[name] = read();
  return given;
}

test('a command says to a real shell exactly what was filled in, whatever the characters', () => {
  const call = fc.nat(described.length - 1).chain((index) =>
    fc.tuple(
      fc.constant(index),
      fc.dictionary(fc.constantFrom(...Object.keys(described[index]!.node.params.properties!).slice(1)), value, {
        maxKeys: 6,
      }),
    ),
  );
  fc.assert(
    fc.property(call, ([index, raw]) => {
      const { definition, node } = described[index]!;
      const { given, problems } = checkParams(definition, raw);
      const script = `npx() { printf '%s\\0' "$@"; }\n${cliCall(node, given, 'main')}\n`;
      const words = execFileSync('sh', ['-c', script]).toString().split('\0').slice(0, -1);
      expect(words.slice(0, 4)).toEqual(['rollcall', node.action, '--credentials', 'main']);
      const read = checkParams(definition, readWords(node, words.slice(2)));
      // What was left blank is not part of the command.
      const atFault = (found: typeof problems) =>
        new Set(found.filter(({ missing }) => !missing).map(({ param }) => param));
      expect(atFault(read.problems)).toEqual(atFault(problems));
      if (problems.length === 0) expect(read.given).toEqual(given);
    }),
    { numRuns: 300 },
  );
});

test('code has every value as it was given', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(value, fc.constant(nasty))), (given) => {
      const code = typescriptCall(create.node, given);
      const argument = code.slice(code.indexOf('(store, ') + 8, code.indexOf(');\nconsole.log'));
      expect(new Function(`return ${argument}`)()).toEqual(given);
    }),
  );
});

test('calls read well', () => {
  const { params } = create.node.examples[1]!;
  expect(cliCall(create.node, params, 'main')).toBe(
    "npx rollcall create-customer --credentials main --email empresa@cliente.com --first-name Maria --last-name Garcia --company 'Empresa ABC' --phone '+34 600 123 456' --customer-group-id 3",
  );
  expect(cliCall(create.node, { new_password: `it's "x"`, dry_run: true, channel_ids: [1, 2] })).toBe(
    `npx rollcall create-customer --dry-run --channel-ids '1,2' --json '{"new_password":"it\\u0027s \\"x\\""}'`,
  );
  expect(curlCall(create.node, { email: 'ana@example.com' }, { origin: 'http://127.0.0.1:4321' })).toBe(
    `curl -sS http://127.0.0.1:4321/api/nodes/BigcommerceCreateCustomer/run -H "Authorization: Bearer $(npx rollcall api-key show)" -H "Content-Type: application/json" -d '{"email":"ana@example.com"}'`,
  );
  expect(typescriptCall(create.node, { email: 'ana@example.com', attributes: { Loyalty: 'gold' } })).toBe(
    `import { env } from 'node:process';
import { connect, nodes } from 'rollcall';

const store = connect({ storeHash: 'STORE_HASH', accessToken: env.BIGCOMMERCE_ACCESS_TOKEN! });
const result = await nodes.createCustomer(store, {
  email: 'ana@example.com',
  attributes: {
    Loyalty: 'gold',
  },
});
console.log(result.message);
await store.close();
`,
  );
});

describe('the code', () => {
  let sandbox: SandboxServer;
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-code-'));
  beforeAll(async () => {
    sandbox = await startSandboxServer({ quota: 0 });
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(root, join(folder, 'node_modules/rollcall'));
    symlinkSync(join(root, 'node_modules/@types'), join(folder, 'node_modules/@types'));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  });
  afterAll(async () => {
    await sandbox.stop();
    rmSync(folder, { recursive: true });
  });

  test('of every example, and of a form full of odd characters, type-checks and runs', async () => {
    const { url: apiUrl, storeHash } = sandbox;
    const calls = described.flatMap(({ definition, node }) =>
      node.examples.map(({ params }) => ({ definition, node, params })),
    );
    const files = [...calls, { ...create, params: { ...nasty, attributes: { 'Loyalty Tier': "gold $1 'x'" } } }].map(
      ({ definition, node, params }, index) => {
        const file = join(folder, `${index}-${node.action}.ts`);
        writeFileSync(file, typescriptCall(node, checkParams(definition, params).given, { storeHash, apiUrl }));
        return file;
      },
    );
    const options = { target: 'es2024', module: 'nodenext', strict: true, noEmit: true, skipLibCheck: true };
    const compilerOptions = { ...options, types: ['node'], allowImportingTsExtensions: true, resolveJsonModule: true };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder], { stdio: 'pipe' });

    const env = { ...process.env, BIGCOMMERCE_ACCESS_TOKEN: sandbox.accessToken };
    const said: string[] = [];
    for (const file of files.filter((name) => /create|get-customers/.test(name)))
      said.push((await run(process.execPath, [file], { env })).stdout);
    expect(said).toEqual([
      ...Array.from({ length: 3 }, () => expect.stringMatching(/^Customer \d+ created successfully\n$/)),
      '1 customer retrieved\n',
      expect.stringMatching(/^\d+ customers? retrieved\n$/),
      expect.stringMatching(/^Customer \d+ created successfully\n$/),
    ]);
  });
});
