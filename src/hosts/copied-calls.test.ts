import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCustomer } from '../nodes/index.ts';
import { type RollcallProcess, rollcall, startRollcall } from './fixtures/rollcall-process.ts';
import { temporaryHome } from './fixtures/temporary-home.ts';
import type { NodeCheck } from './node-check.ts';

const program = resolve(import.meta.dirname, '../../bin/rollcall.js');
const { home, remove } = temporaryHome();
const env = { PATH: process.env.PATH, HOME: process.env.HOME, ROLLCALL_HOME: home };
let server: RollcallProcess;
let api: string;
let key: string;

beforeAll(async () => {
  server = startRollcall(['start', '--sandbox'], { home, env: { ROLLCALL_PORT: '0' } });
  [, api] = (await server.says(/^API: (http:\S+)\/api,/m)) as unknown as [string, string];
  key = (await rollcall(['api-key', 'show'], { home })).stdout.trim();
});
afterAll(async () => {
  server.child.kill('SIGTERM');
  await server.finished;
  remove();
});

/** Runs what was copied in a shell where `npx rollcall` is this checkout. */
async function paste(call: string): Promise<Record<string, unknown>> {
  const script = `npx() { shift; "${process.execPath}" "${program}" "$@"; }\n${call}`;
  const { stdout } = await promisify(execFile)('sh', ['-c', script], { env });
  return JSON.parse(stdout);
}

async function check(params: Record<string, unknown>): Promise<NodeCheck> {
  const answer = await fetch(`${api}/api/nodes/BigcommerceCreateCustomer/check`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  return (await answer.json()) as NodeCheck;
}

test('what a person copies from a form creates the customer, in the terminal and over HTTP', async () => {
  const odd = { email: "o'brien@example.com", first_name: 'Ana "$HOME"', last_name: "Ruiz\\ 'n $1", notes: 'one\ntwo' };
  const forms = [...createCustomer.examples.map(({ params }) => params), odd];
  for (const params of forms)
    for (const surface of ['cli', 'curl'] as const) {
      const form = { ...params, email: `${surface}-${params.email}`, credentials_id: 'sandbox' };
      const { valid, problems, calls } = await check(form);
      expect([valid, problems]).toEqual([true, []]);
      expect(calls.curl).toContain(api);
      expect(Object.values(calls).join()).not.toContain(key);
      const {
        credentials_id: _,
        address1,
        city,
        state,
        zip,
        country_code,
        ...fields
      } = form as Record<string, unknown>;
      expect(await paste(calls[surface])).toMatchObject({ success: true, outcome: 'created', customer: fields });
    }
});
