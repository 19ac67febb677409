/**
 * An import over HTTP: the file is uploaded and checked, its problems are looked at, it runs, and its report is read. Start Rollcall first
 * (`npm start`).
 *
 *   ROLLCALL_API_KEY=$(npx rollcall api-key show) npx node examples/http-import.ts [people.csv]
 */
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

const { ROLLCALL_URL = 'http://127.0.0.1:4321', ROLLCALL_API_KEY = '' } = process.env;
const file = process.argv[2] ?? new URL('people.csv', import.meta.url);

async function ask(method: string, path: string, body?: Uint8Array<ArrayBuffer>) {
  const headers = { authorization: `Bearer ${ROLLCALL_API_KEY}` };
  const reply = await fetch(`${ROLLCALL_URL}/api/imports${path}`, { method, headers, ...(body && { body }) });
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
  return reply;
}

type View = {
  state: 'checking' | 'ready' | 'queued' | 'running' | 'paused' | 'completed' | 'cancelled';
  reason?: { message: string };
  rows: number;
  created: number;
  skipped: number;
  rejected: number;
  check?: { problems: { message: string; lines: number[]; what_to_do: string }[] };
};

/** Waits until an import rests. `GET /api/imports/{id}/events` tells the same as it happens. */
async function atRest(id: string): Promise<View> {
  for (;;) {
    const view = (await (await ask('GET', `/${id}`)).json()) as View;
    // A file that cannot be checked stays in `checking`, with the reason.
    if (view.reason && view.state !== 'completed') throw new Error(view.reason.message);
    if (!['checking', 'queued', 'running'].includes(view.state)) return view;
    await setTimeout(200);
  }
}

const upload = await ask('POST', '?credentials_id=sandbox&filename=people.csv', await readFile(file));
const { import_id: id } = (await upload.json()) as { import_id: string };

const { rows, check } = await atRest(id);
console.log(`${rows} rows`);
for (const { message, lines, what_to_do } of check?.problems ?? [])
  console.log(`line ${lines.join(', ')}: ${message} ${what_to_do}`);

await ask('POST', `/${id}/start`);
const { state, created, skipped, rejected } = await atRest(id);
console.log(`${state}: ${created} created, ${skipped} skipped, ${rejected} rejected`);
console.log(await (await ask('GET', `/${id}/report/results`)).text());
