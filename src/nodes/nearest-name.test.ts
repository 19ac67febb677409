import { expect, test } from 'vitest';
import { nearestName } from './nearest-name.ts';

test('a name with a letter or two wrong means the known one', () => {
  expect(nearestName('emial', ['email', 'notes'])).toBe('email');
  expect(nearestName('First-Name', ['last_name', 'first_name'])).toBe('first_name');
  expect(nearestName('id', ['zip'])).toBeUndefined();
  expect(nearestName('colour', ['email', 'notes'])).toBeUndefined();
});

test('a name that breaks off means the one that it begins, from three letters on', () => {
  expect(nearestName('fix', ['replacements', 'fixes'])).toBe('fixes');
  expect(nearestName('replace', ['fixes', 'replacements'])).toBe('replacements');
  expect(nearestName('stat', ['status', 'state'])).toBe('state');
  expect(nearestName('fi', ['fixes'])).toBeUndefined();
  expect(nearestName('', ['fixes'])).toBeUndefined();
});
