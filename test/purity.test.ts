import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'rollcall-purity-'));

/** Creates a customer with everything that the two pure rooms offer for it. `host` brings the ports. */
const program = `
  import { connect } from '${root}/src/bigcommerce/index.ts';
  import { createCustomer, runNode } from '${root}/src/nodes/index.ts';
  export const create = (host, params) => runNode(createCustomer, connect({ storeHash: 'abc', accessToken: 'secret', ...host }), params);
`;

describe('the store client and the nodes', () => {
  let code = '';

  beforeAll(async () => {
    const entry = join(folder, 'program.ts');
    writeFileSync(entry, program);
    const build = await rolldown({
      input: entry,
      platform: 'neutral',
      cwd: root,
      logLevel: 'silent',
      resolve: { mainFields: ['module', 'main'], modules: [join(root, 'node_modules')] },
    });
    await build.write({ file: join(folder, 'program.js'), format: 'iife', name: 'program', codeSplitting: false });
    await build.close();
    code = readFileSync(join(folder, 'program.js'), 'utf8');
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('are one bundle that imports nothing', () => {
    expect(code).not.toMatch(/\brequire\(["']|^import /m);
    expect(code.length).toBeGreaterThan(50_000);
  });

  test('create a customer where there is no Node, no timer, no clock and no random', async () => {
    const context = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
    runInContext(forbidAmbient, context);
    runInContext(`${code}; globalThis.program = program;`, context);
    // The ports are the only way out; what crosses is plain data.
    context.transport = createTransport();
    const result = await runInContext(
      `program.create(
        { transport, clock: { now: () => 0, wait: () => ({ done: Promise.resolve(), cancel() {} }) }, random: () => 0.5 },
        { email: 'completo@cliente.com', first_name: 'Carlos', last_name: 'Lopez', address1: 'Calle Principal 123',
          city: 'Madrid', state: 'Madrid', zip: '28001', country_code: 'ES' },
      )`,
      context,
    );
    expect(result).toMatchObject({ success: true, customer_id: 789, outcome: 'created' });
  });

  test('would be caught reading a clock: the context really forbids it', () => {
    const context = createContext(Object.create(null));
    runInContext(forbidAmbient, context);
    for (const forbidden of [
      'Date.now()',
      'new Date()',
      'Math.random()',
      'setTimeout(() => {}, 1)',
      'process.env',
      'fetch("x")',
    ])
      expect(() => runInContext(forbidden, context), forbidden).toThrow();
    expect(runInContext('new Date("2026-01-01T00:00:00Z").getTime()', context)).toBe(1_767_225_600_000);
  });
});

const forbidAmbient = `
  const forbid = (name) => () => { throw new Error(name + ' is not for the pure rooms'); };
  const RealDate = Date;
  globalThis.Date = new Proxy(RealDate, {
    construct(target, args) {
      if (args.length === 0) forbid('new Date()')();
      return new target(...args);
    },
    apply: forbid('Date()'),
    get(target, key) { return key === 'now' ? forbid('Date.now') : target[key]; },
  });
  Math.random = forbid('Math.random');
`;

/** A store that knows one call. */
function createTransport() {
  return async ({ method, url, body }: { method: string; url: string; body?: string }) => {
    if (method !== 'POST' || !url.endsWith('/v3/customers')) throw new Error(`unexpected ${method} ${url}`);
    const [customer] = JSON.parse(body!);
    const created = { ...customer, id: 789, date_created: '2026-01-01T00:00:00Z', channel_ids: null };
    return { status: 200, headers: {}, body: JSON.stringify({ data: [created], meta: {} }) };
  };
}
