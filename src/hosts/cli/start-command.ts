import type { Command } from 'commander';
import { createExamples } from '../create-examples.ts';
import type { SandboxControl } from '../sandbox-control.ts';
import { curlExample, terminalExample } from '../try-next.ts';
import type { RunningSandbox, Services } from './cli-host.ts';
import type { CommandOptions } from './command-options.ts';
import type { Output } from './output.ts';
import { describeTakenPort } from './sandbox-command.ts';
import { untilInterrupted } from './until-interrupted.ts';
import { workerLog } from './worker-log.ts';

const sandboxId = 'sandbox';

/** The server: console, HTTP API and, with --sandbox, a store to try them on. */
export function addStartCommand(program: Command, { host, output }: CommandOptions): void {
  program
    .command('start')
    .summary('Run the console and the HTTP API')
    .description(
      'Run the console and the HTTP API on ROLLCALL_HOST and ROLLCALL_PORT (127.0.0.1:4321). Ctrl-C stops it.',
    )
    .option('--sandbox', 'with a BigCommerce store to try it on, which already holds the examples')
    .helpGroup('Rollcall:')
    .action(async (flags: { sandbox?: boolean }) => {
      await host.checkServer();
      const services = await host.openServices();
      const closing: (() => Promise<void>)[] = [services.close];
      try {
        let control: SandboxControl | undefined;
        if (flags.sandbox) {
          const sandbox = await host.startSandbox({});
          closing.unshift(sandbox.close);
          await output.write(`${describeTakenPort(sandbox)}Sandbox: ${sandbox.url} (store ${sandbox.storeHash})\n`);
          await storeCredential(services, sandbox);
          await showExamples(services, output, host.interrupted);
          control = sandbox.control(sandboxId);
        }
        const server = await host.startServer(services, control);
        closing.unshift(server.close);
        const worker = await services.imports.work({ log: workerLog(host.stderr) });
        closing.unshift(worker.stop);
        const id = flags.sandbox ? sandboxId : undefined;
        await output.write(
          `\nAPI: ${server.origin}/api, described in ${server.origin}/openapi.json\nConsole: ${server.consoleLink}\n\nTry next:\n  ${terminalExample(id)}\n  ${curlExample(server.origin, id)}\nCtrl-C stops it.\n`,
        );
        await untilInterrupted(host);
      } finally {
        for (const close of closing) await close();
      }
    });
}

/** The sandbox may have come up on another port than last time: a stored credential keeps its store, so it is replaced. */
async function storeCredential({ vault }: Services, { storeHash, accessToken, url }: RunningSandbox): Promise<void> {
  const stored = (await vault.list()).find(({ id }) => id === sandboxId);
  if (stored && (stored.store_hash !== storeHash || stored.api_url !== url)) await vault.remove(sandboxId);
  const label = stored ? stored.label : 'Sandbox';
  await vault.add({ id: sandboxId, ...(label !== null && { label }), storeHash, accessToken, apiUrl: url });
}

async function showExamples({ stores }: Services, output: Output, signal: AbortSignal): Promise<void> {
  for await (const example of createExamples(await stores.open(sandboxId), signal)) {
    const { email, outcome, customer_id, error } = example;
    await output.write(
      `  ${email}: ${error === undefined ? `${outcome} (customer ${customer_id})` : `failed: ${error}`}\n`,
    );
  }
}
