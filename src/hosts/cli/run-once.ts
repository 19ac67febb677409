import { type NodeDefinition, runNode } from '../../nodes/index.ts';
import type { Surroundings } from './command-options.ts';
import { describeWait } from './describe-wait.ts';
import { failureObject } from './failure-object.ts';
import { showWaiting } from './spinner.ts';
import { withServices } from './with-services.ts';

export type RunOnceOptions = Surroundings & {
  definition: NodeDefinition;
  params: Record<string, unknown>;
  credentialsId?: string;
};

/** Runs a node once and prints its result, a failure too. Returns the exit code. */
export async function runOnce({ host, output, definition, params, credentialsId }: RunOnceOptions): Promise<number> {
  const waiting = showWaiting(host.stderr, `${definition.title} ...`);
  try {
    return await withServices(host, async ({ stores }) => {
      const store = await stores.open(credentialsId);
      const result = await runNode(definition, store, params, {
        signal: host.interrupted,
        onWait: (wait) => waiting.say(`${definition.title}: ${describeWait(wait)}`),
      });
      waiting.stop();
      await output.json(result);
      return 0;
    });
  } catch (error) {
    const failure = failureObject(error);
    if (!failure) throw error;
    waiting.stop();
    await output.json(failure);
    // The reader of a pipe or a file does not see it.
    if (!host.stdout.isTTY) host.stderr.write(`Error: ${failure.message}\n`);
    return 1;
  } finally {
    waiting.stop();
  }
}
