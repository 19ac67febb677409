import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { type Bug, bugs } from './bugs.ts';
import type { Core } from './core.ts';
import { simulate } from './simulate.ts';
import { createTally } from './tally.ts';

const source = resolve(import.meta.dirname, '../../src/bigcommerce');
const folder = mkdtempSync(join(tmpdir(), 'rollcall-bugs-'));
const mostSchedules = 3_000;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the simulation finds that', () => {
  for (const [number, bug] of bugs.entries()) {
    test(bug.name, { timeout: 600_000 }, async () => {
      const core = await plant(bug, number);
      let found: Error | undefined;
      let seed = 0;
      while (!found && seed < mostSchedules) {
        seed += 1;
        await simulate(core, seed, createTally()).catch((error: Error) => {
          found = error;
        });
      }
      expect(found, `not found in ${mostSchedules} schedules`).toBeInstanceOf(Error);
    });
  }
});

/** A copy of the client with the bug in it. */
async function plant({ file, from, to }: Bug, number: number): Promise<Core> {
  const copy = join(folder, String(number));
  cpSync(source, copy, { recursive: true, filter: (path) => !path.endsWith('.test.ts') });
  const text = readFileSync(join(copy, file), 'utf8');
  expect(text.split(from).length - 1, `${file} holds ${JSON.stringify(from)} once`).toBe(1);
  writeFileSync(
    join(copy, file),
    text.replace(from, () => to),
  );
  return import(/* @vite-ignore */ pathToFileURL(join(copy, 'index.ts')).href) as Promise<Core>;
}
