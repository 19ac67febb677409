import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { CliHost, Services } from './cli-host.ts';
import { runCli } from './run-cli.ts';

/** A command at a terminal where somebody types; Ctrl-C reaches the program, unless a prompt takes it. */
function atTerminal(args: string[]) {
  const screen = () => Object.assign(new PassThrough(), { isTTY: true, columns: 120 });
  const stdin = screen();
  const stdout = screen();
  const stderr = screen();
  const control = new AbortController();
  const stored: unknown[] = [];
  const vault = {
    add: async (credential: { id: string }) => {
      stored.push(credential);
      return { ...credential, accessToken: undefined };
    },
  };
  let shown = '';
  for (const stream of [stdout, stderr])
    stream.on('data', (chunk) => {
      shown += chunk;
    });
  const host = {
    version: '0.1.0',
    stdin,
    stdout,
    stderr,
    interrupted: control.signal,
    openServices: async () => ({ vault, close: async () => undefined }) as unknown as Services,
  } as unknown as CliHost;
  let isOver = false;
  const finished = runCli(args, host).finally(() => {
    isOver = true;
  });
  const see = async (text: string): Promise<void> => {
    while (!shown.includes(text) && !isOver) await new Promise(setImmediate);
    expect(shown).toContain(text);
  };
  return {
    async type(after: string, keys: string) {
      await see(after);
      stdin.write(keys);
    },
    async press(after: string, what: 'Ctrl-C' | 'Ctrl-D') {
      await see(after);
      if (what === 'Ctrl-C') control.abort();
      else stdin.end();
    },
    finished,
    shown: () => shown,
    stored,
  };
}

const add = ['credentials', 'add', '--id', 'main', '--store-hash', 'abc123'];

describe('a token', () => {
  test.each([[[]], [['--access-token', '-']]])('is asked for on a terminal and not shown: %j', async (flags) => {
    const terminal = atTerminal([...add, ...flags]);
    await terminal.type('Access token (not shown):', 'a-token-that-is-pasted\r');
    expect(await terminal.finished).toBe(0);
    expect(terminal.stored).toMatchObject([{ id: 'main', accessToken: 'a-token-that-is-pasted' }]);
    expect(terminal.shown()).not.toContain('a-token-that-is-pasted');
  });

  test('that nobody gives is not stored: Ctrl-C ends with 130 and no result, Ctrl-D with a failure', async () => {
    const stopped = atTerminal(add);
    await stopped.type('Access token', '\u0003');
    expect(await stopped.finished).toBe(130);
    expect(stopped.shown()).not.toMatch(/Error|success/);
    const ended = atTerminal(add);
    await ended.type('Access token', '\u0004');
    expect(await ended.finished).toBe(1);
    expect(ended.shown()).toContain('Error: No access token was given.');
    expect([stopped.stored, ended.stored]).toEqual([[], []]);
  });
});

describe('what is typed on a terminal', () => {
  const json = ['create-customer', '--json', '-'];

  test('is said, with the way to end it', async () => {
    const terminal = atTerminal(json);
    await terminal.type('Type or paste the parameters as one JSON object. Ctrl-D', 'no JSON\n');
    await terminal.press('Ctrl-D', 'Ctrl-D');
    expect(await terminal.finished).toBe(1);
    expect(terminal.shown()).toContain('this is not JSON');
  });

  test.each([[json], [['credentials', 'add', '--from-file', '-']]])(
    'is no longer waited for after one Ctrl-C: %j',
    async (args) => {
      const terminal = atTerminal(args);
      await terminal.press('Type or paste', 'Ctrl-C');
      expect(await terminal.finished).toBe(130);
      expect(terminal.shown()).not.toMatch(/Error|success/);
      expect(terminal.stored).toEqual([]);
    },
  );
});
