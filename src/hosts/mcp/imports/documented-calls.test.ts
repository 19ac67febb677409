import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Agent, type OpenedImportTools, openImportTools } from './fixtures/open-import-tools.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../docs/hosts/mcp-imports.md'), 'utf8');
const blocks = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => text!);

let opened: OpenedImportTools;
let agent: Agent;
beforeAll(async () => {
  opened = await openImportTools();
  agent = await opened.agent();
});
afterAll(() => opened.close());

test('what the page on imports shows is what an agent gets', async () => {
  /** Id on the page -> the one of now. */
  const ids = new Map<string, string>();
  const real = (text: string) => text.replace(/\b(imp|chk)_[a-z0-9_]+/g, (id) => ids.get(id) ?? id);
  const asked: string[] = [];
  const ask = async (question: string) => {
    asked.push(question);
    return 'yes' as const;
  };
  for (let at = 0; at < blocks.length; at += 2) {
    const call = JSON.parse(real(blocks[at]!));
    if (call.tool === 'import_status') await agent.untilRest(call.arguments.import_id);
    const answer = await agent.call(call.tool, call.arguments, { ask });
    const shown = JSON.parse(blocks[at + 1]!);
    for (const key of ['import_id', 'check_id']) if (shown[key]) ids.set(shown[key], answer[key]);
    expect(answer).toMatchObject(JSON.parse(real(JSON.stringify(shown))));
  }
  expect(blocks).toHaveLength(8);
  expect(asked).toHaveLength(1);
  expect(page.replace(/\s+/g, ' ')).toContain(`\`${asked[0]}\``);
});
