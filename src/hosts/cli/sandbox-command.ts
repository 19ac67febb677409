import type { Command } from 'commander';
import type { RunningSandbox, SandboxFlags } from './cli-host.ts';
import type { CommandOptions } from './command-options.ts';
import { UsageError } from './explain-error.ts';
import { untilInterrupted } from './until-interrupted.ts';

/** Kinds of faults, each a flag, with what the store does then. */
const faults = {
  '5xx': 'answers 500, 502, 503 or 504 and does nothing',
  'lost-before': 'the connection dies before anything is done',
  'lost-after': 'does what it was asked, then the connection dies',
  'late-commit': 'answers a write with 504 or not at all, and carries it out three seconds later',
  partial: 'writes the first few of a batch, and answers with an error for all of it',
  truncated: 'does what it was asked, and its answer breaks off in the middle',
  '429': 'refuses with 429, and does not tell how much of the quota is left',
  'quota-thief': 'another app takes this part of the quota of each window',
};
const faultKinds = Object.keys(faults);

type Flags = Record<string, string | boolean | undefined>;

/** A BigCommerce store to try things on. */
export function addSandboxCommand(program: Command, { host, output }: CommandOptions): void {
  const command = program
    .command('sandbox')
    .summary('Run a BigCommerce store to try things on')
    .description(
      'A BigCommerce store on this machine: customers, orders, quota, limits and, on demand, faults. It keeps its data.',
    )
    .helpGroup('Rollcall:')
    .option('--port <number>', 'port on 127.0.0.1; 0 takes any free one (default: 4322)')
    .option('--store <hash>', 'store hash, which also names its data (default: sandbox1)')
    .option('--token <token>', 'the access token that it accepts')
    .option('--quota <requests>', 'requests per window; 0 is unlimited (default: 150)')
    .option('--window-ms <ms>', 'length of a quota window (default: 30000)')
    .option('--latency <ms>', 'how long a reply takes: 40, or drawn from 20..60 (default: none)')
    .option('--empty', 'start a new store without demo data; one that is there keeps its data')
    .option('--json', 'print { url, store_hash, access_token } on one line when it is ready');
  for (const [kind, effect] of Object.entries(faults))
    command.addOption(
      command.createOption(`--fault-${kind} <rate>`, effect).helpGroup('Faults, each with how often, from 0 to 1:'),
    );
  command.addHelpText('after', '\nExample:\n  rollcall sandbox --port 4400 --quota 50 --fault-lost-after 0.02\n');
  command.action(async (flags: Flags) => {
    const sandbox = await host.startSandbox(readFlags(flags));
    const { url, storeHash, accessToken } = sandbox;
    try {
      host.stderr.write(describeTakenPort(sandbox));
      if (flags.json)
        await output.write(`${JSON.stringify({ url, store_hash: storeHash, access_token: accessToken })}\n`);
      else
        await output.write(
          `Sandbox: ${url}\nStore it as a credential:\n  rollcall credentials add --id sandbox --store-hash ${storeHash} --access-token ${accessToken} --api-url ${url}\nCtrl-C stops it; its data stays.\n`,
        );
      await untilInterrupted(host);
    } finally {
      await sandbox.close();
    }
  });
}

/** Where the sandbox is in place of the port that somebody may look for it at; empty where it has that. */
export function describeTakenPort({ takenPort, url }: RunningSandbox): string {
  return takenPort === undefined ? '' : `Port ${takenPort} is taken: the sandbox is at ${url}\n`;
}

function readFlags(flags: Flags): SandboxFlags {
  const read: SandboxFlags = {};
  if (flags.port !== undefined) read.port = whole('--port', flags.port, 65_535);
  if (typeof flags.store === 'string') read.storeHash = flags.store;
  if (typeof flags.token === 'string') read.accessToken = flags.token;
  if (flags.quota !== undefined) read.quota = whole('--quota', flags.quota, 1e9);
  if (flags.windowMs !== undefined) read.windowMs = whole('--window-ms', flags.windowMs, 1e9);
  if (typeof flags.latency === 'string') read.latency = readLatency(flags.latency);
  if (flags.empty) read.empty = true;
  for (const kind of faultKinds) {
    const rate = flags[attributeOf(`fault-${kind}`)];
    if (rate === undefined) continue;
    if (String(rate).trim() === '' || !(Number(rate) >= 0 && Number(rate) <= 1))
      throw new UsageError(`--fault-${kind} takes a rate from 0 to 1, and "${rate}" is none.`);
    read.faults = { ...read.faults, [kind]: Number(rate) };
  }
  return read;
}

/** `fault-lost-before` is `faultLostBefore` among the parsed flags. */
function attributeOf(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function readLatency(text: string): [number, number] {
  const [, from, to = from] = /^(\d+)(?:\.\.(\d+))?$/.exec(text) ?? [];
  if (from === undefined || Number(to) < Number(from))
    throw new UsageError(`--latency takes milliseconds, as 40 or 20..60, and ${text} is neither.`);
  return [Number(from), Number(to)];
}

function whole(flag: string, value: string | boolean, most: number): number {
  if (/^\d+$/.test(String(value)) && Number(value) <= most) return Number(value);
  throw new UsageError(`${flag} takes a whole number up to ${most}, and ${value} is none.`);
}
