import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import type { CliHost } from './cli-host.ts';
import { explainError, UsageError } from './explain-error.ts';
import { createOutput } from './output.ts';

const name = 'Ana\u001b[2K\u001b]0;owned\u0007\u009b31m\u202e\rLuis';
const shown = 'Ana\\u001b[2K\\u001b]0;owned\\u0007\\u009b31m\\u202e\\u000dLuis';

async function written(isTTY: boolean, write: (output: ReturnType<typeof createOutput>) => Promise<void>) {
  const stdout = Object.assign(new PassThrough(), { isTTY });
  await write(createOutput(stdout as unknown as CliHost['stdout']));
  return String(stdout.read());
}

test('a name that would move the cursor is shown on a terminal and not obeyed', async () => {
  expect(await written(true, ({ write }) => write(`José\t${name}\r\nŁ\n`))).toBe(`José\t${shown}\r\nŁ\n`);
});

test('a result on a terminal stays the same JSON', async () => {
  const text = await written(true, ({ json }) => json({ name }));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be there
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(JSON.parse(text)).toEqual({ name });
});

test('what goes into a file is as the store has it', async () => {
  expect(await written(false, ({ write }) => write(name))).toBe(name);
});

test('an error names a file without obeying its name', () => {
  for (const debug of [false, true])
    expect(explainError(new UsageError(`There is no file ${name}.`), debug)).toContain(`There is no file ${shown}.\n`);
});
