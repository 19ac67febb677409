import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkReach, describeWeakSecret, readSettings } from './settings.ts';

describe('the environment', () => {
  test('may be empty: Rollcall then listens on this machine alone', () => {
    expect(readSettings({})).toEqual({ host: '127.0.0.1', port: 4321, origins: [], log: 'warn', debug: false });
    expect(readSettings({ ROLLCALL_HOME: ' ', DATABASE_URL: '', ROLLCALL_PORT: '' })).toEqual(readSettings({}));
  });

  test('is read as it is meant', () => {
    expect(
      readSettings({
        ROLLCALL_HOME: 'data',
        ROLLCALL_PORT: '0',
        ROLLCALL_ORIGIN: 'https://a.example, http://b.example:8080/',
        ROLLCALL_LOG: 'INFO',
        ROLLCALL_DEBUG: '1',
        ROLLCALL_SECRET: ' with blanks ',
      }),
    ).toEqual({
      home: resolve('data'),
      host: '127.0.0.1',
      port: 0,
      origins: ['https://a.example', 'http://b.example:8080'],
      log: 'info',
      debug: true,
      secret: ' with blanks ',
    });
  });

  test('is refused by the name of the variable where it makes no sense', () => {
    for (const [name, value] of [
      ['ROLLCALL_PORT', 'http'],
      ['ROLLCALL_PORT', '65536'],
      ['ROLLCALL_ORIGIN', 'rollcall.example.com'],
      ['ROLLCALL_ORIGIN', 'https://a.example/path'],
      ['ROLLCALL_LOG', 'loud'],
      ['ROLLCALL_API_KEY', 'with a blank'],
    ] as const)
      expect(() => readSettings({ [name]: value })).toThrow(name);
  });
});

test('a server that others can reach must know its own URL', () => {
  expect(() => checkReach(readSettings({ ROLLCALL_HOST: '0.0.0.0' }))).toThrow('ROLLCALL_ORIGIN is not set');
  expect(() => checkReach(readSettings({ ROLLCALL_HOST: '::' }))).toThrow('ROLLCALL_ORIGIN is not set');
  checkReach(readSettings({ ROLLCALL_HOST: '0.0.0.0', ROLLCALL_ORIGIN: 'https://rollcall.example.com' }));
  for (const host of ['127.0.0.1', 'localhost', '::1', '127.8.8.8']) checkReach(readSettings({ ROLLCALL_HOST: host }));
});

test('a secret that can be guessed is told of, and works all the same', () => {
  const told = describeWeakSecret(readSettings({ ROLLCALL_SECRET: 'abc' }));
  expect(told).toMatch(/^Warning: ROLLCALL_SECRET has fewer than 16 characters/);
  expect(told).not.toContain('abc');
  for (const env of [{}, { ROLLCALL_SECRET: 'a-secret-of-16-ch' }])
    expect(describeWeakSecret(readSettings(env))).toBeUndefined();
});
