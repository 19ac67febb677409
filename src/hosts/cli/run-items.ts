import {
  isRollcallError,
  type NodeDefinition,
  type NodeResult,
  RollcallError,
  runNodeMany,
} from '../../nodes/index.ts';
import { mergeParams } from '../merge-params.ts';
import { type ChosenCredential, chooseCredential } from './choose-credential.ts';
import type { CliHost } from './cli-host.ts';
import { describeWait } from './describe-wait.ts';
import { failureObject } from './failure-object.ts';
import type { OpenedItems } from './open-items.ts';
import type { Output } from './output.ts';
import { showProgress } from './progress.ts';

export type RunItemsOptions = {
  host: CliHost;
  output: Output;
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
export async function runItems(options: RunItemsOptions): Promise<number> {
  const { host, output, definition, opened, credentialsId, signal } = options;
  const services = await host.openServices();
  const progress = showProgress(host.stderr);
  let succeeded = 0;
  let failed = 0;
  let waiting: string | undefined;
  try {
    const chosen = await chooseCredential(services.vault, credentialsId, opened.items);
    const store = await services.stores.open(chosen.id);
    const source = readSource(options, chosen);
    const results = runNodeMany(definition, store, source.items(), {
      signal,
      onNotice: ({ message }) => void host.stderr.write(`${message}\n`),
      onWait: (wait) => {
        waiting = describeWait(wait);
        show();
      },
    });
    const show = (): void => {
      const { quota, available } = store.gate.state();
      progress.update({
        succeeded,
        failed,
        ...(opened.bytes && { read: opened.bytesRead() / opened.bytes }),
        ...(quota !== undefined && { quotaLeft: Math.max(0, available) }),
        ...(waiting !== undefined && { waiting }),
      });
    };
    let position = 0;
    for await (const returned of results) {
      const result = source.refusals.get(position) ?? returned;
      source.refusals.delete(position);
      position += 1;
      if (!result.success)
        result.error.details = { item: position, ...source.emails.get(position - 1), ...result.error.details };
      source.emails.delete(position - 1);
      if (result.success) succeeded += 1;
      else failed += 1;
      waiting = undefined;
      if (host.stdout.isTTY) progress.clear();
      await output.write(`${JSON.stringify(result)}\n`);
      show();
    }
    if (source.stopped) throw source.stopped.error;
    if (signal.aborted && host.stderr.isTTY)
      host.stderr.write(
        `Stopped after ${position} items: ${succeeded} succeeded, ${failed} were not sent or failed. The rest of the file was not read. Run the same command again to go on; with --if-exists skip what is done is passed over.\n`,
      );
    else if (position === 0 && !signal.aborted)
      host.stderr.write('There are no items in the input: nothing was done.\n');
    return failed > 0 ? 2 : 0;
  } finally {
    progress.stop();
    await services.close();
  }
}

/**
 * The file as the parameters of items. What is wrong with one line is remembered as its result; what stops the reading is kept until the
 * items before it have their results.
 */
function readSource({ shared, signal }: RunItemsOptions, chosen: ChosenCredential) {
  const refusals = new Map<number, NodeResult>();
  /** Of the items under way: a failure names whom it is about. */
  const emails = new Map<number, { email?: string }>();
  const source = { refusals, emails, stopped: undefined as { error: unknown } | undefined, items };
  return source;

  async function* items(): AsyncGenerator<unknown> {
    let index = 0;
    try {
      for await (const item of chosen.items) {
        if (signal.aborted) return;
        const read =
          'broken' in item ? new RollcallError('invalid_params', item.broken) : await readParams(item.params);
        if (isRollcallError(read)) refusals.set(index, failureObject(read)!);
        else if (typeof read.email === 'string') emails.set(index, { email: read.email });
        index += 1;
        yield isRollcallError(read) ? undefined : read;
      }
    } catch (error) {
      source.stopped = { error };
    }
  }

  async function readParams(own: Record<string, unknown>): Promise<Record<string, unknown> | RollcallError> {
    const { credentials_id: named, ...params } = own;
    return (await chosen.refusalOf(named)) ?? mergeParams(shared, params);
  }
}
