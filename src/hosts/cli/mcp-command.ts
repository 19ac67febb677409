import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import type { Command } from 'commander';
import type { CommandOptions } from './command-options.ts';
import { endSignal } from './end-signal.ts';
import { UsageError } from './explain-error.ts';
import { withServices } from './with-services.ts';
import { workerLog } from './worker-log.ts';

type Flags = { allowWrites?: boolean; allowDeletes?: boolean; credentials?: string[]; files?: string };

/** The server for AI agents. stdout carries its protocol and nothing else. */
export function addMcpCommand(program: Command, { host, output }: CommandOptions): void {
  program
    .command('mcp')
    .summary('Serve AI agents over stdio (Model Context Protocol)')
    .description(
      'Serve one AI agent over stdio by the Model Context Protocol; its client starts this command. It can read only, unless you allow more. It ends when the client closes stdin.',
    )
    .helpGroup('Rollcall:')
    .option('--allow-writes', 'offer the tools that create and change')
    .option('--allow-deletes', 'offer the tools that delete')
    .option('--credentials <ids...>', 'the stored credentials that it may use; left out: all of them')
    .option('--files <dir>', 'the folder from which files may be imported; left out: none')
    .addHelpText(
      'after',
      '\nExample, as a client is told of it:\n  { "mcpServers": { "rollcall": { "command": "node", "args": ["/path/to/rollcall/bin/rollcall.js", "mcp", "--credentials", "main"] } } }\n',
    )
    .action(async ({ allowWrites = false, allowDeletes = false, credentials, files }: Flags) => {
      const folder = files === undefined ? undefined : readFolder(files);
      const { createAllowedStores, createImportTools, createMcpServer, createNodeTools, serveStdio } = await import(
        '../mcp/index.ts'
      );
      await withServices(host, async ({ vault, stores: all, imports }) => {
        const stores = await createAllowedStores({ vault, stores: all, ...(credentials && { credentials }) });
        const log = workerLog(host.stderr);
        const importTools = createImportTools({
          imports,
          stores,
          allowWrites,
          ...(folder !== undefined && { files: folder }),
          log,
        });
        const server = createMcpServer({
          tools: [...createNodeTools({ stores, allowDeletes }), ...importTools.tools],
          version: host.version,
          allowWrites,
          allowDeletes,
          log,
        });
        if (host.stdin.isTTY)
          host.stderr.write(
            'Waiting for a client on stdin, in JSON-RPC. A client starts this command by itself; Ctrl-D ends it.\n',
          );
        await serveStdio(server, {
          stdin: host.stdin,
          stdout: host.stdout as unknown as Writable,
          ended: endSignal({ host, output }),
        }).finally(importTools.close);
      });
    });
}

function readFolder(path: string): string {
  const folder = resolve(path);
  if (existsSync(folder) && statSync(folder).isDirectory()) return folder;
  throw new UsageError(`--files ${path} is no folder.`, 'Name a folder that exists: agents may import files from it.');
}
