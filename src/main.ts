import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import manifest from '../package.json' with { type: 'json' };
import { serverOrigin } from './hosts/ask-console-link.ts';
import {
  type CliHost,
  type RunningSandbox,
  type RunningServer,
  runCli,
  type SandboxControl,
  type SandboxFlags,
  type Services,
} from './hosts/cli/index.ts';
import { checkReach, describeWeakSecret, readSettings, type Settings, SettingsError } from './hosts/settings.ts';
import { within } from './hosts/within.ts';

// The composition root: it reads the environment and puts the rooms together. What takes long to load is loaded when it is needed, so
// that help is there at once.

const { version } = manifest;
const userAgent = `rollcall/${version}`;
const firstSandboxPort = 4322;
/** npm passes Ctrl-C on to a process that the terminal has told already; that is still one Ctrl-C. */
const sameSignalMs = 1_000;
/** How long requests under way may take when the server stops. */
const graceMs = 10_000;

/** Runs a command line and sets the exit code of the process. */
export async function main(args: string[]): Promise<void> {
  keepHeapSmall();
  const { signal, received } = listenForSignals();
  try {
    const settings = readSettings(process.env);
    const code = await runCli(args, createHost(settings, signal), settings.debug);
    process.exitCode = code === 130 && received() === 'SIGTERM' ? 143 : code;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`Error: ${error.message}\n${error.hint ?? ''}\n`);
    process.exitCode = 1;
  }
}

/**
 * V8 lets garbage pile up while the machine has memory: an import of 100,000 rows took 400 MB. With a young generation that does not grow,
 * and an old one that is collected when it has grown by a third, it takes 170 MB and no longer.
 */
function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=30');
}

/** The first signal asks for a clean end, a second one ends the process at once. */
function listenForSignals(): { signal: AbortSignal; received(): NodeJS.Signals | undefined } {
  const control = new AbortController();
  let first: { name: NodeJS.Signals; at: number } | undefined;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (!first) {
        first = { name, at: performance.now() };
        control.abort();
      } else if (performance.now() - first.at > sameSignalMs) process.exit(name === 'SIGINT' ? 130 : 143);
    });
  }
  return { signal: control.signal, received: () => first?.name };
}

function createHost(settings: Settings, interrupted: AbortSignal): CliHost {
  const home = once(async () => settings.home ?? (await platformHome()));
  const { apiKey } = settings;
  const storeRequests: StoreRequests = {};
  return {
    version,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    interrupted,
    apiKey: {
      async show() {
        if (apiKey) return apiKey;
        const { readApiKey } = await import('./hosts/http/api-key.ts');
        return inHome(await home(), readApiKey);
      },
      async rotate() {
        if (apiKey)
          throw new SettingsError(
            'The API key comes from ROLLCALL_API_KEY.',
            'Change it there, and start the server again.',
          );
        const { rotateApiKey } = await import('./hosts/http/api-key.ts');
        return inHome(await home(), rotateApiKey);
      },
    },
    async checkServer() {
      checkReach(settings);
      await checkPort(settings);
    },
    async makeConsoleLink() {
      const { askConsoleLink } = await import('./hosts/ask-console-link.ts');
      return askConsoleLink(settings, await this.apiKey.show());
    },
    openServices: async () => openServices(settings, await home(), storeRequests),
    startSandbox: async (flags) => startSandbox(flags, await home()),
    startServer: async (services, sandbox) => startServer(settings, await home(), services, storeRequests, sandbox),
  };
}

/** What the home's disk refuses is explained in the same words, whichever file it is about. */
async function inHome<T>(home: string, work: (home: string) => T | Promise<T>): Promise<T> {
  try {
    return await work(home);
  } catch (error) {
    const { explainFileError } = await import('./database/index.ts');
    throw explainFileError(error, home);
  }
}

/** Whoever counts the requests that leave; set once the server runs. */
type StoreRequests = { listener?: (store: string, endpoint: string) => void };

async function openServices(settings: Settings, home: string, requests: StoreRequests): Promise<Services> {
  const [
    { openDatabase },
    { createVault, testCredential },
    { createTransport, systemClock },
    { connect },
    { createStores },
    { createImports },
  ] = await Promise.all([
    import('./database/index.ts'),
    import('./credentials/index.ts'),
    import('./transport/index.ts'),
    import('./bigcommerce/index.ts'),
    import('./hosts/stores.ts'),
    import('./imports/create-imports.ts'),
  ]);
  const { databaseUrl, secret, oldSecret, log } = settings;
  const isTalkative = log === 'info' || log === 'debug';
  const talk = (message: string): void => void process.stderr.write(`${message}\n`);
  const weakness = describeWeakSecret(settings);
  if (weakness) talk(weakness);
  const database = await openDatabase({
    home,
    ...(databaseUrl !== undefined && { databaseUrl }),
    ...(isTalkative && { log: (message) => talk(`database: ${message}`) }),
  });
  const { pool } = database;
  const vault = createVault({
    pool,
    home,
    ...(secret !== undefined && { secret }),
    ...(oldSecret !== undefined && { oldSecret }),
  });
  const { transport, close } = createTransport({ userAgent });
  const stores = createStores({
    vault,
    connect: ({ storeHash, accessToken, apiUrl }) =>
      connect({
        storeHash,
        accessToken,
        apiUrl,
        transport,
        clock: systemClock,
        random: Math.random,
        onRequest: (endpoint) => requests.listener?.(storeHash, endpoint),
      }),
  });
  const imports = createImports({
    pool,
    home,
    clock: systemClock,
    sealer: vault.sealer,
    async openQueue() {
      const { openQueue } = await import('./database/index.ts');
      return openQueue(database, {
        log: (message, error) => talk(error ? `${message} ${(error as Error).message}` : message),
      });
    },
    async openStore(credentialsId) {
      const { id } = await vault.get(credentialsId);
      return { credentialsId: id, store: await stores.open(id) };
    },
    ...(databaseUrl === undefined && { databaseFolder: home }),
  });
  return {
    vault,
    stores,
    pool,
    imports,
    testCredential: (credential) => testCredential(credential, transport),
    async close() {
      await imports.close();
      await close();
      await database.close();
    },
  };
}

async function startServer(
  settings: Settings,
  home: string,
  services: Services,
  requests: StoreRequests,
  sandbox?: SandboxControl,
): Promise<RunningServer> {
  const http = await import('./hosts/http/index.ts');
  const { vault, stores, pool, imports, testCredential } = services;
  const { host, origins } = settings;
  // A wrong secret is told now, not at the first call.
  await vault.unlock();
  const log = http.createLog(settings.log);
  const stop = new AbortController();
  let port = settings.port;
  const apiKey = (): string => settings.apiKey ?? http.readApiKey(home);
  apiKey();
  const endedSessions = http.createEndedSessions(pool);
  const access = http.createAccess({ apiKey, port: () => port, origins, endedSessions });
  const metrics = http.createMetrics(() => stores.opened(), pool);
  requests.listener = metrics.countStoreRequest;
  const idempotency = http.createIdempotency({ pool });
  const forget = (): void => {
    idempotency.deleteOld().catch((error: unknown) => log.warn({ err: error }, 'old idempotency keys stay'));
  };
  forget();
  const hourly = setInterval(forget, 3_600_000).unref();
  const app = http.createHttpApp({
    vault,
    stores,
    imports,
    ...(sandbox && { sandbox }),
    testCredential,
    access,
    consoleFiles: http.createConsoleFiles(join(import.meta.dirname, '../console/dist')),
    metrics,
    idempotency,
    log,
    version,
    signal: stop.signal,
    isReady: async () => {
      const question = pool.query('select 1').catch(() => undefined);
      return (await within(question, { ms: 2_000 })) !== undefined;
    },
  });
  const served = await http.serve(app.fetch, { host, port }).catch((error: unknown) => {
    clearInterval(hourly);
    throw explainListening(error, settings);
  });
  port = served.port;
  const origin = serverOrigin(settings, port);
  return {
    origin,
    consoleLink: `${origin}/?link=${access.makeLink()}`,
    async close() {
      clearInterval(hourly);
      const late = setTimeout(() => stop.abort(), graceMs);
      app.endStreams();
      await served.close(graceMs + 2_000);
      await app.settled();
      clearTimeout(late);
    },
  };
}

async function startSandbox(flags: SandboxFlags, home: string): Promise<RunningSandbox> {
  const { DEFAULT_STORE_HASH, FAULT_CHOICES, faultsFromRates, startSandboxServer } = await import('./sandbox/index.ts');
  const { port, faults, storeHash = DEFAULT_STORE_HASH, ...rest } = flags;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(storeHash))
    throw new SettingsError(`"${storeHash}" is no store hash.`, 'It is 1 to 64 letters, digits, "-" or "_".');
  const directory = join(home, 'sandbox', storeHash);
  const isNew = !existsSync(join(directory, 'identity.json'));
  const wanted = port ?? (isNew ? firstSandboxPort : undefined);
  try {
    const { url, accessToken, takenPort, sandbox, stop } = await startSandboxServer({
      ...rest,
      storeHash,
      directory,
      ...(wanted !== undefined && { port: wanted }),
      portFallback: port === undefined,
      ...(faults && { faults: faultsFromRates(faults) }),
      warn: (message) => void process.stderr.write(`${message}\n`),
    });
    return {
      url,
      ...(takenPort !== undefined && { takenPort }),
      storeHash,
      accessToken,
      control: (credentialsId) => ({ url, credentialsId, faultChoices: FAULT_CHOICES, sandbox }),
      close: stop,
    };
  } catch (error) {
    const { explainFileError } = await import('./database/index.ts');
    const explained = explainFileError(error, home);
    if (explained !== error) throw explained;
    if ((error as { code?: string }).code === 'SANDBOX_IN_USE')
      throw new SettingsError(
        `The sandbox cannot start: another process runs the one of ${home} (store ${storeHash}).`,
        'Where that is a Rollcall, npx rollcall console prints a link to it: use it, or stop it. For a second one, set ROLLCALL_HOME to another folder.',
        error,
      );
    throw new SettingsError(`The sandbox cannot start: ${(error as Error).message}`, undefined, error);
  }
}

/** Tells of a taken port before the database is started for nothing. */
async function checkPort(settings: Settings): Promise<void> {
  const { host, port } = settings;
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error) => reject(explainListening(error, settings)));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()));
  });
}

function explainListening(error: unknown, { host, port }: Settings): unknown {
  const { code } = error as { code?: string };
  if (code === 'EADDRINUSE')
    return new SettingsError(
      `Port ${port} on ${host} is in use, perhaps by another Rollcall.`,
      `Where it is yours, npx rollcall console prints a link to it. Else stop that program, or choose another port: ROLLCALL_PORT=${port + 10} npm start (or npx rollcall start)`,
      error,
    );
  if (code === 'EACCES')
    return new SettingsError(
      `Port ${port} may not be used by this account.`,
      'Set ROLLCALL_PORT to a number above 1023.',
      error,
    );
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new SettingsError(`ROLLCALL_HOST is ${host}, which is no address of this machine.`, undefined, error);
  return error;
}

async function platformHome(): Promise<string> {
  const { defaultHome } = await import('./database/index.ts');
  return defaultHome(process.env, process.platform, process.getuid?.());
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
