import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServedImports, serveImports } from './fixtures/serve-imports.ts';
import type { ListedProblem } from './problems.ts';

let served: ServedImports;
beforeAll(async () => {
  served = await serveImports();
});
afterAll(() => served.close());

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;

async function pages(id: string, code: string, column: string): Promise<ListedProblem[]> {
  const found: ListedProblem[] = [];
  for (let after: number | undefined; ; ) {
    const page = await served.imports.problems(id, { code, column, limit: 3, ...(after !== undefined && { after }) });
    found.push(...page.problems);
    if (page.next === undefined) return found;
    after = page.next;
  }
}

describe('the rows of a group of problems', () => {
  test('are those that the check counted in it, whatever the columns are called', async () => {
    const odd = ['Fon', 'a"b', 'back\\slash', 'x","message":"', '{"code":"invalid_params","column":"Fon"', 'ümlaut 😀'];
    const name = fc.constantFrom(...odd);
    const value = fc.constantFrom('bad', 'x@y.example', '', `"code":"email_missing","column":"Fon"`, 'yes');
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(name, { minLength: 3, maxLength: 3 }),
        fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 12 }),
        async ([email, credit, terms], rows) => {
          const text = [
            [email!, 'first_name', 'last_name', credit!, terms!],
            ...rows.map(([a, b, c]) => [a, 'A', 'B', b, c]),
          ]
            .map((cells) => cells.map(cell).join(','))
            .join('\n');
          const { id, check } = await served.check(`${text}\n`, {
            map: { [email!]: 'email', [credit!]: 'store_credit', [terms!]: 'newsletter' },
          });
          for (const { code, column = '' } of check!.problems.filter(({ lines }) => lines.length > 0)) {
            const alike = check!.problems.filter((group) => group.code === code && (group.column ?? '') === column);
            const wanted = [...new Set(alike.flatMap(({ lines: own }) => own))].sort((a, b) => a - b);
            const found = await pages(id, code, column);
            expect([code, column, [...new Set(found.map(({ line }) => line))]]).toEqual([code, column, wanted]);
            expect(found.every((one) => one.code === code && (one.column ?? '') === column)).toBe(true);
            const { total } = await served.imports.problems(id, { code, column, limit: 1 });
            expect(total).toBe(wanted.length);
          }
          expect(await pages(id, 'invalid_params', 'no such column')).toEqual([]);
        },
      ),
      { numRuns: 15 },
    );
  });

  test('end with the last page that has any, also where that is full', async () => {
    const { id } = await served.check(`email,first_name,last_name\n${'no address,A,B\n'.repeat(4)}`);
    const first = await served.imports.problems(id, { limit: 2 });
    expect(first).toMatchObject({ total: 4, next: 1 });
    const last = await served.imports.problems(id, { limit: 2, after: first.next! });
    expect([last.problems.length, last.next]).toEqual([2, undefined]);
    expect(await served.imports.problems(id, { limit: 4 })).not.toHaveProperty('next');
  });
});
