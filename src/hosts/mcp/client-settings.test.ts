import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const page = readFileSync(join(root, 'docs/hosts/mcp.md'), 'utf8');
const blocks = [...page.matchAll(/```(?:json|toml|sh)\n([\s\S]*?)```/g)].map(([, text]) => text!);

test('the settings on the page start the program of a checkout, and ask no registry for one', () => {
  const settings = blocks.filter((text) => /mcp_?servers|"servers"|mcp add/i.test(text));
  expect(settings).toHaveLength(4);
  for (const text of settings) {
    expect(text).not.toContain('npx');
    const [, program] = /\/path\/to\/rollcall\/([\w./-]+)/.exec(text)!;
    expect(existsSync(join(root, program!)), program).toBe(true);
    expect(text).toMatch(/\bnode\b[\s\S]*rollcall\.js[", ]+mcp[", ]+--credentials[", ]+main/);
  }
});
