import type { Readable, Writable } from 'node:stream';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { McpServer } from './create-mcp-server.ts';

export type ServeStdioOptions = {
  stdin: Readable;
  stdout: Writable;
  /** Ends it: nothing more is sent, what is in flight is awaited. */
  ended: AbortSignal;
};

/** Serves one client until it closes stdin, which lets calls under way finish, or until it is ended. */
export async function serveStdio(server: McpServer, { stdin, stdout, ended }: ServeStdioOptions): Promise<void> {
  const transport = new StdioServerTransport(stdin, stdout);
  const closed = new Promise<void>((resolve) => {
    for (const event of ['end', 'close', 'error']) stdin.once(event, () => resolve());
    // It hangs up by itself at a message that is too long.
    transport.onclose = resolve;
  });
  const stopped = new Promise<void>((resolve) => {
    if (ended.aborted) resolve();
    ended.addEventListener('abort', () => resolve());
  });
  await server.connect(transport);
  await Promise.race([closed, stopped]);
  await Promise.race([server.settled(), stopped]);
  await server.stop();
}
