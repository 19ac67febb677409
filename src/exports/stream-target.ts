import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLines, writeAt } from './file-text.ts';
import { beginning, type Target } from './target.ts';

/**
 * Text that goes on at once, as to stdout. Where it depends on rows that come later, lines wait in a temporary file that has no name any more
 * as soon as it is open: nothing of it is left, whatever ends the process.
 */
export async function openStreamTarget(
  write: (text: string) => void | Promise<void>,
  { rendered = false }: { /** @default false */ rendered?: boolean } = {},
): Promise<Target> {
  const handle = rendered ? await openUnnamed() : undefined;
  let bytes = 0;
  return {
    begin: beginning(),
    async add(text) {
      if (!handle) {
        if (text !== '') await write(text);
        return;
      }
      const page = Buffer.from(text);
      await writeAt(handle, page, bytes);
      bytes += page.length;
    },
    async finish(render, signal) {
      if (handle && render)
        for await (const text of render(readLines(handle))) {
          signal?.throwIfAborted();
          await write(text);
        }
      await handle?.close();
    },
    stop: async () => handle?.close(),
  };
}

async function openUnnamed(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-export-'));
  try {
    return await open(join(folder, 'rows'), 'w+', 0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
