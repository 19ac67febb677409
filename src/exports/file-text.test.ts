import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readLines, writeAt } from './file-text.ts';

test('lines come back as they were written, whatever characters are in them and wherever a read ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-lines-'));
  const handle = await open(join(folder, 'lines'), 'w+');
  const lines = Array.from({ length: 3_000 }, (_, index) => `${'x'.repeat(index % 7)}${'ñ€😀\u2028\r'.repeat(50)}`);
  await writeAt(handle, Buffer.from(lines.map((line) => `${line}\n`).join('')), 0);
  const found: string[] = [];
  for await (const line of readLines(handle)) found.push(line);
  await handle.close();
  rmSync(folder, { recursive: true });
  expect(found.length).toBe(lines.length);
  expect(found.every((line, index) => line === lines[index])).toBe(true);
});
