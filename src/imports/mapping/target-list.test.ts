import { expect, test } from 'vitest';
import { listTargets } from './target-list.ts';
import { isTarget, targets } from './targets.ts';

test('what a form offers is what a mapping takes, each with a title and a group of its own', () => {
  const listed = listTargets();
  for (const { target, title, description, example, pattern } of listed) {
    expect([title, description].every((text) => text.trim() !== '')).toBe(true);
    const taken = pattern === undefined ? target : example!;
    expect([taken, taken === null || isTarget(taken)]).toEqual([taken, true]);
    if (pattern !== undefined) {
      expect(example).toMatch(new RegExp(pattern));
      expect('email').not.toMatch(new RegExp(pattern));
    }
  }
  const names = listed.map(({ target }) => target);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(listed.map(({ title }) => title)).size).toBe(names.length);
  const offered = targets.map(({ name }) => name).filter((name) => !/^(billing|shipping)\.FIELD$/.test(name));
  expect(names).toEqual(expect.arrayContaining(offered));
});

test('a target is found by what people call its column in their language', () => {
  const knownAs = (word: string) => listTargets().flatMap(({ target, also }) => (also.includes(word) ? [target] : []));
  expect(knownAs('plz')).toEqual(['zip', 'billing.zip', 'shipping.zip']);
  expect(knownAs('kundengruppe')).toEqual(['customer_group', 'customer_group_id']);
  expect(knownAs('nombre')).toEqual(['first_name', 'name']);
  expect(knownAs('lieferung')).toContain('shipping.city');
});

test('groups stand together, and what is left out comes last', () => {
  const groups = listTargets().map(({ group }) => group);
  expect(groups.filter((group, at) => group !== groups[at - 1])).toEqual([...new Set(groups)]);
  expect(listTargets().at(-1)).toMatchObject({ target: null, group: 'Ignore' });
});
