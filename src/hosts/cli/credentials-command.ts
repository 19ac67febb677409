import type { Command } from 'commander';
import type { NewCredential } from '../../credentials/index.ts';
import type { CliHost, Services } from './cli-host.ts';
import { UsageError } from './explain-error.ts';
import type { Output } from './output.ts';
import { readText } from './read-text.ts';
import { table } from './table.ts';

export type CredentialsCommandOptions = { host: CliHost; output: Output; exit(code: number): void };

type AddFlags = {
  id?: string;
  storeHash?: string;
  accessToken?: string;
  label?: string;
  apiUrl?: string;
  // Flags may be written like parameters.
  store_hash?: string;
  access_token?: string;
  api_url?: string;
};

/** Stored credentials. A token goes in and never comes out again. */
export function addCredentialsCommand(program: Command, { host, output, exit }: CredentialsCommandOptions): void {
  const group = program
    .command('credentials')
    .summary('Add, list, test and remove the credentials of stores')
    .description('The credentials of BigCommerce stores. Tokens are kept encrypted and never shown again.')
    .helpGroup('Rollcall:');

  const add = group
    .command('add')
    .description('Store a credential, or give a stored one a new token.')
    .option('--id <id>', 'the name to use it by, for example main')
    .option('--store-hash <hash>', 'the code in the API path: abc123 of https://api.bigcommerce.com/stores/abc123/')
    .option('--access-token <token>', 'token of a store-level API account; - reads stdin, left out asks for it')
    .option('--label <text>', 'a name for people')
    .option('--api-url <url>', 'another API host, for a sandbox or a proxy (default: https://api.bigcommerce.com)');
  for (const name of ['store_hash', 'access_token', 'api_url'])
    add.addOption(add.createOption(`--${name} <v>`).hideHelp());
  add.addHelpText(
    'after',
    '\nExample:\n  rollcall credentials add --id main --store-hash abc123 --access-token - < token.txt\n',
  );
  add.action(async (flags: AddFlags) => {
    const accessToken = await readToken(flags.accessToken ?? flags.access_token, host);
    const credential = {
      id: flags.id,
      storeHash: flags.storeHash ?? flags.store_hash,
      accessToken,
      label: flags.label,
      apiUrl: flags.apiUrl ?? flags.api_url,
    } as NewCredential;
    const entry = await use(host, ({ vault }) => vault.add(credential));
    const message = `Credential "${entry.id}" for store ${entry.store_hash} is stored.`;
    await output.json({ success: true, credential: entry, message });
    if (host.stderr.isTTY) host.stderr.write(`Next: rollcall credentials test ${entry.id}\n`);
  });

  group
    .command('list')
    .description('List what is stored, without tokens.')
    .option('--json', 'JSON on a terminal too')
    .action(async ({ json }: { json?: boolean }) => {
      const credentials = await use(host, ({ vault }) => vault.list());
      if (json || !host.stdout.isTTY) await output.json({ credentials });
      else if (credentials.length === 0)
        await output.write('No credential is stored. Add one: rollcall credentials add --help\n');
      else {
        const rows = credentials.map(({ id, label, store_hash, api_url }) => [id, label ?? '', store_hash, api_url]);
        await output.write(table(['ID', 'LABEL', 'STORE HASH', 'API URL'], rows));
      }
    });

  group
    .command('test')
    .argument('[id]', 'may be left out where exactly one is stored')
    .description('Ask the store whether the token works and what it may do.')
    .action(async (id: string | undefined) => {
      const result = await use(host, async ({ vault, testCredential }) => testCredential(await vault.get(id)));
      await output.json(result);
      // The reader of a pipe or a file does not see it.
      if (!result.ok && !host.stdout.isTTY) host.stderr.write(`Error: ${result.message}\n`);
      exit(result.ok ? 0 : 1);
    });

  group
    .command('remove')
    .argument('<id>')
    .description('Forget a credential. Nothing changes in the store.')
    .action(async (id: string) => {
      await use(host, ({ vault }) => vault.remove(id));
      await output.json({ success: true, id, message: `Credential "${id}" is removed.` });
    });
}

async function use<T>(host: CliHost, work: (services: Services) => Promise<T>): Promise<T> {
  const services = await host.openServices();
  try {
    return await work(services);
  } finally {
    await services.close();
  }
}

async function readToken(flag: string | undefined, host: CliHost): Promise<string> {
  if (flag === '-') return (await readText(host.stdin)).trim();
  if (flag !== undefined) return flag;
  if (!host.stdin.isTTY)
    throw new UsageError('--access-token is missing.', 'Give - to read it from stdin: it then stands in no history.');
  const { read } = await import('read');
  // The answer is not echoed; the prompt goes to stderr, since stdout is for JSON.
  const prompting = read({ prompt: 'Access token: ', silent: true, output: host.stderr as NodeJS.WriteStream });
  try {
    return String(await prompting).trim();
  } catch (error) {
    // Ctrl-C at the prompt reaches the prompt, not the process.
    throw new UsageError('Nothing was stored: no access token was given.', undefined, error);
  }
}
