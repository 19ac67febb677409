import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Credential, CredentialChange, NewCredential } from '../../credentials/index.ts';
import { askLine } from './ask-line.ts';
import type { CliHost } from './cli-host.ts';
import type { CommandOptions } from './command-options.ts';
import { UsageError } from './explain-error.ts';
import { Interrupted } from './interrupted.ts';
import { readStdin } from './read-stdin.ts';
import { table } from './table.ts';
import { withServices } from './with-services.ts';

type StoreFlags = {
  storeHash?: string;
  accessToken?: string;
  apiUrl?: string;
  fromFile?: string;
};

type AddFlags = StoreFlags & { id?: string; label?: string };
type UpdateFlags = { label?: string; accessToken?: string | true };

/** Stored credentials. A token goes in and never comes out again. */
export function addCredentialsCommand(program: Command, { host, output, exit }: CommandOptions): void {
  const group = program
    .command('credentials')
    .summary('Add, list, test, update and remove the credentials of stores')
    .description('The credentials of BigCommerce stores. Tokens are kept encrypted and never shown again.')
    .helpGroup('Rollcall:');

  const add = group
    .command('add')
    .description('Store a credential, or give a stored one a new token.')
    .option('--id <id>', 'the name to use it by, for example main (default: made of the label or the store hash)');
  addStoreFlags(add)
    .option('--label <text>', 'a name for people')
    .addHelpText(
      'after',
      '\nExamples:\n  rollcall credentials add --id main --store-hash abc123\n' +
        '  rollcall credentials add --id main --store-hash abc123 --access-token - < token.txt\n' +
        '  rollcall credentials add --id main --from-file BigCommerceAPI-credentials.txt\n',
    )
    .action(async (flags: AddFlags) => {
      const credential = { ...(await readStoreFlags(flags, host)), id: flags.id, label: flags.label } as NewCredential;
      const entry = await withServices(host, ({ vault }) => vault.add(credential));
      const message = `Credential "${entry.id}" for store ${entry.store_hash} is stored.`;
      await output.json({ success: true, credential: entry, message });
      if (host.stderr.isTTY) host.stderr.write(`Next: rollcall credentials test ${entry.id}\n`);
    });

  group
    .command('list')
    .description('List what is stored, without tokens.')
    .option('--json', 'JSON on a terminal too')
    .action(async ({ json }: { json?: boolean }) => {
      const credentials = await withServices(host, ({ vault }) => vault.list());
      if (json || !host.stdout.isTTY) await output.json({ credentials });
      else if (credentials.length === 0)
        await output.write('No credential is stored. Add one: rollcall credentials add --help\n');
      else {
        const rows = credentials.map(({ id, label, store_hash, api_url }) => [id, label ?? '', store_hash, api_url]);
        await output.write(table(['ID', 'LABEL', 'STORE HASH', 'API URL'], rows));
      }
    });

  const test = group
    .command('test')
    .argument('[id]', 'may be left out where exactly one is stored')
    .description(
      'Ask the store whether the token works and what it may do. With the flags of `add`: before it is stored.',
    );
  addStoreFlags(test)
    .addHelpText(
      'after',
      '\nExamples:\n  rollcall credentials test main\n' +
        '  rollcall credentials test --from-file BigCommerceAPI-credentials.txt\n',
    )
    .action(async (id: string | undefined, flags: StoreFlags) => {
      const isStored = Object.keys(flags).length === 0;
      if (!isStored && id !== undefined)
        throw new UsageError('Give either the id of a stored credential, or the flags of one that is not stored.');
      const draft = isStored ? undefined : await readDraft(flags, host);
      const result = await withServices(host, async ({ vault, testCredential }) =>
        testCredential(draft ?? (await vault.get(id))),
      );
      await output.json(result);
      // The reader of a pipe or a file does not see it.
      if (!result.ok && !host.stdout.isTTY) host.stderr.write(`Error: ${result.message}\n`);
      exit(result.ok ? 0 : 1);
    });

  group
    .command('update')
    .argument('<id>')
    .description('Change the label of a stored credential, or replace its token. Its id and its store stay.')
    .option('--label <text>', "a name for people; '' removes it")
    .option('--access-token [token]', 'another token of the same store; without a value it is asked for, - reads stdin')
    .addHelpText(
      'after',
      '\nExamples:\n  rollcall credentials update main --label "Acme Outdoor"\n' +
        '  rollcall credentials update main --access-token\n' +
        '  rollcall credentials update main --access-token - < token.txt\n',
    )
    .action(async (id: string, flags: UpdateFlags) => {
      const { label, accessToken: given } = flags;
      const change: CredentialChange = {
        ...(label !== undefined && { label }),
        ...(given !== undefined && { accessToken: await readToken(given === true ? undefined : given, host) }),
      };
      const entry = await withServices(host, ({ vault }) => vault.change(id, change));
      const message = `Credential "${entry.id}" for store ${entry.store_hash} is changed.`;
      await output.json({ success: true, credential: entry, message });
    });

  group
    .command('remove')
    .argument('<id>')
    .description('Forget a credential. Nothing changes in the store.')
    .action(async (id: string) => {
      await withServices(host, ({ vault }) => vault.remove(id));
      await output.json({ success: true, id, message: `Credential "${id}" is removed.` });
    });
}

function addStoreFlags(command: Command): Command {
  command
    .option(
      '--store-hash <hash>',
      'the code in the API path, or the whole path: https://api.bigcommerce.com/stores/abc123/v3/',
    )
    .option('--access-token <token>', 'token of a store-level API account; left out it is asked for, - reads stdin')
    .option(
      '--from-file <file>',
      'in place of both: the text file that BigCommerce downloads when an API account is made; - reads stdin',
    )
    .option('--api-url <url>', 'another API host, for a sandbox or a proxy (default: https://api.bigcommerce.com)');
  return command;
}

async function readDraft(flags: StoreFlags, host: CliHost): Promise<Credential> {
  const { draftCredential } = await import('../../credentials/index.ts');
  return draftCredential(await readStoreFlags(flags, host));
}

/** Types are checked where a credential is read. */
async function readStoreFlags(flags: StoreFlags, host: CliHost): Promise<NewCredential> {
  const { fromFile: file, accessToken, storeHash, apiUrl } = flags;
  const account =
    file === undefined
      ? { accessToken: await readToken(accessToken, host) }
      : { accessToken, pasted: await readAccountFile(file, host) };
  return { ...account, storeHash, apiUrl } as NewCredential;
}

async function readAccountFile(file: string, host: CliHost): Promise<string> {
  if (file === '-') return readStdin(host, 'the text that BigCommerce shows for the API account');
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const why = (error as Error).message.replace(/^[A-Z]+: /, '');
    throw new UsageError(
      `${file} cannot be read: ${why}.`,
      'Give the text file of the API account, or - for stdin.',
      error,
    );
  }
}

async function readToken(flag: string | undefined, host: CliHost): Promise<string> {
  if (flag !== undefined && flag !== '-') return flag;
  if (host.stdin.isTTY) return askToken(host);
  if (flag === '-') return (await readStdin(host, 'the access token')).trim();
  throw new UsageError('--access-token is missing.', 'Give - to read it from stdin: it then stands in no history.');
}

async function askToken(host: CliHost): Promise<string> {
  const typed = await askLine('Access token (not shown):', host, { silent: true });
  if (typed === 'interrupted') throw new Interrupted();
  if (typed === 'ended') throw new UsageError('No access token was given.');
  return typed.text.trim();
}
