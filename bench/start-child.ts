import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export type Child = {
  /** @throws {Error} when the process ends before it prints a line */
  firstLine(): Promise<string>;
  /** The whole of stdout once the process has ended well. @throws {Error} when it did not */
  output(): Promise<string>;
  /** Ends the process and resolves when it is gone. May be called twice. */
  stop(): Promise<void>;
};

const running = new Set<ChildProcess>();
// Whatever ends the benchmark ends its children too; each by its own handle.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Runs a program of this folder in a process of its own, with its options as JSON in the first argument. */
export function startChild(program: string, options: unknown, nodeFlags: string[] = []): Child {
  const child = spawn(process.execPath, [...nodeFlags, program, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  running.add(child);
  const ended = once(child, 'exit').finally(() => running.delete(child));
  const complaints: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => {
    // The end of it tells why; a client that logs each retry would fill the memory.
    complaints.push(chunk.toString());
    if (complaints.length > 50) complaints.shift();
  });
  const failed = (what: string) => new Error(`${program} ${what}\n${complaints.join('').slice(-4_000)}`);

  return {
    async firstLine() {
      for await (const line of createInterface({ input: child.stdout })) return line;
      throw failed('ended without a word');
    },
    async output() {
      let text = '';
      for await (const chunk of child.stdout) text += chunk;
      const [code] = (await ended) as [number | null];
      if (code !== 0) throw failed(`ended with ${code}`);
      return text;
    },
    async stop() {
      if (!running.has(child)) return;
      child.stdin.end();
      const timer = setTimeout(() => child.kill('SIGKILL'), 2_000);
      await ended;
      clearTimeout(timer);
    },
  };
}
