import type { SandboxServer } from '../../src/sandbox/index.ts';
import type { N8n } from './open-n8n.ts';
import type { Results } from './results.ts';
import type { Workflow } from './workflows.ts';

/** Workflows, and what is to be seen when they run. All are imported before the first one runs. */
export type Scene = {
  workflows: Workflow[];
  play(context: { n8n: N8n; store: SandboxServer; results: Results }): Promise<void>;
};

/** So many invented people, whose emails begin with the given word. */
export const people = (
  word: string,
  count: number,
): { email: string; first_name: string; last_name: string; company: string }[] =>
  Array.from({ length: count }, (_, at) => ({
    email: `${word}.${at + 1}@example.com`,
    first_name: `Given${at + 1}`,
    last_name: 'Family',
    company: '',
  }));

/** The store's customers whose email begins with a word, as `email: how many`, read from the sandbox itself. */
export function inStore(store: SandboxServer, word: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { email } of store.sandbox.customers())
    if (String(email).startsWith(`${word}.`)) counts[String(email)] = (counts[String(email)] ?? 0) + 1;
  return counts;
}

/** Each of these once. */
export const onceEach = (customers: { email: string }[]) =>
  Object.fromEntries(customers.map(({ email }) => [email, 1]));

/** Customers per request, largest first, of the requests that created customers while the callback ran. */
export async function postsWhile(store: SandboxServer, run: () => Promise<void>): Promise<number[]> {
  const before = { ...store.sandbox.stats().items_per_post['POST /v3/customers'] };
  await run();
  const after = store.sandbox.stats().items_per_post['POST /v3/customers'] ?? {};
  return Object.entries(after)
    .flatMap(([size, count]) => Array<number>(count - (before[size] ?? 0)).fill(Number(size)))
    .sort((a, b) => b - a);
}
