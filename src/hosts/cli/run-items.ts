import { type NodeDefinition, runNodeMany, type Store } from '../../nodes/index.ts';
import { chooseCredential } from './choose-credential.ts';
import type { Surroundings } from './command-options.ts';
import { describeWait } from './describe-wait.ts';
import { createItemSource, type ItemSource } from './item-source.ts';
import type { OpenedItems } from './open-items.ts';
import { type Progress, showProgress } from './progress.ts';
import { withServices } from './with-services.ts';

export type RunItemsOptions = Surroundings & {
  definition: NodeDefinition;
  opened: OpenedItems;
  /** What the flags say: defaults for every item. */
  shared: Record<string, unknown>;
  credentialsId?: string;
  /** Ends the run: no more items are read, and nothing more is sent. */
  signal: AbortSignal;
};

/**
 * Runs a node over a file, one result line per item in the order of the file. Memory holds the items under way, never the file.
 * Returns the exit code: 0, or 2 when some item failed.
 * @throws what stops the whole run, after the results of all items that were read before
 */
export function runItems(options: RunItemsOptions): Promise<number> {
  const { host, opened, shared, credentialsId, signal } = options;
  return withServices(host, async ({ vault, stores }) => {
    const progress = showProgress(host.stderr);
    try {
      const chosen = await chooseCredential(vault, credentialsId, opened.items);
      const store = await stores.open(chosen.id);
      return await writeResults(createItemSource({ chosen, shared, signal }), { ...options, store, progress });
    } finally {
      progress.stop();
    }
  });
}

type WriteResultsOptions = Omit<RunItemsOptions, 'shared' | 'credentialsId'> & { store: Store; progress: Progress };

async function writeResults(
  source: ItemSource,
  { host, output, definition, opened, signal, store, progress }: WriteResultsOptions,
): Promise<number> {
  const counts = { succeeded: 0, failed: 0 };
  let waiting: string | undefined;
  const show = (): void => {
    const { quota, available } = store.gate.state();
    progress.update({
      ...counts,
      ...(opened.bytes && { read: opened.bytesRead() / opened.bytes }),
      ...(quota !== undefined && { quotaLeft: Math.max(0, available) }),
      ...(waiting !== undefined && { waiting }),
    });
  };
  const results = runNodeMany(definition, store, source.items(), {
    signal,
    onNotice: ({ message }) => void host.stderr.write(`${message}\n`),
    onWait: (wait) => {
      waiting = describeWait(wait);
      show();
    },
  });
  for await (const returned of results) {
    const result = source.resultOf(returned);
    counts[result.success ? 'succeeded' : 'failed'] += 1;
    waiting = undefined;
    if (host.stdout.isTTY) progress.clear();
    await output.write(`${JSON.stringify(result)}\n`);
    show();
  }
  if (source.stopped) throw source.stopped.error;
  const { succeeded, failed } = counts;
  const items = succeeded + failed;
  if (signal.aborted && host.stderr.isTTY)
    host.stderr.write(
      `Stopped after ${items} items: ${succeeded} succeeded, ${failed} were not sent or failed. The rest of the file was not read. Run the same command again to go on; with --if-exists skip what is done is passed over.\n`,
    );
  else if (items === 0 && !signal.aborted) host.stderr.write('There are no items in the input: nothing was done.\n');
  return failed > 0 ? 2 : 0;
}
