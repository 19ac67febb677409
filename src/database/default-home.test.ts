import { expect, it } from 'vitest';
import { defaultHome } from './default-home.ts';

it('keeps its data where the platform keeps data', () => {
  expect(defaultHome({ HOME: '/home/ana' }, 'linux', 1000)).toBe('/home/ana/.local/share/rollcall');
  expect(defaultHome({ HOME: '/home/ana', XDG_DATA_HOME: '/data' }, 'linux', 1000)).toBe('/data/rollcall');
  expect(defaultHome({ HOME: '/home/ana', XDG_DATA_HOME: 'data' }, 'linux', 1000)).toBe(
    '/home/ana/.local/share/rollcall',
  );
  expect(defaultHome({ HOME: '/Users/ana' }, 'darwin', 501)).toBe('/Users/ana/Library/Application Support/Rollcall');
  expect(defaultHome({ LOCALAPPDATA: 'C:\\Users\\ana\\AppData\\Local' }, 'win32')).toBe(
    'C:\\Users\\ana\\AppData\\Local\\Rollcall',
  );
});

it('keeps its data in /var/lib as root, whose own home no other account can enter', () => {
  expect(defaultHome({ HOME: '/root' }, 'linux', 0)).toBe('/var/lib/rollcall');
});

it('asks for ROLLCALL_HOME where the account has no home', () => {
  expect(() => defaultHome({}, 'linux', 1000)).toThrow('no home');
});
