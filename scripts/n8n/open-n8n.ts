import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Execution, readExecution } from './execution.ts';
import { freePort } from './free-port.ts';
import { callServer, type N8nServer } from './n8n-server.ts';
import type { Processes } from './processes.ts';

export type N8n = Awaited<ReturnType<typeof openN8n>>;

export type N8nOptions = {
  /** The file of n8n that Node runs. */
  program: string;
  /** n8n keeps its database, its community nodes and its key here. */
  userFolder: string;
  /** Searched for nodes besides, as `CUSTOM.name`. */
  customExtensions: string;
  processes: Processes;
};

/** A real n8n, used as its owner uses it: through its commands and its server. It asks nobody on the network but the store. */
export async function openN8n(options: N8nOptions) {
  const { program, userFolder, customExtensions, processes } = options;
  mkdirSync(userFolder, { recursive: true });
  const env = {
    // Nothing else of this environment: a setting of another n8n is not to count.
    PATH: process.env.PATH,
    HOME: userFolder,
    TMPDIR: process.env.TMPDIR,
    SystemRoot: process.env.SystemRoot,
    NO_COLOR: '1',
    N8N_USER_FOLDER: userFolder,
    N8N_ENCRYPTION_KEY: crypto.randomUUID(),
    N8N_CUSTOM_EXTENSIONS: customExtensions,
    N8N_LISTEN_ADDRESS: '127.0.0.1',
    N8N_PORT: String(await freePort()),
    N8N_RUNNERS_BROKER_PORT: String(await freePort()),
    N8N_LOG_LEVEL: 'info',
    N8N_DIAGNOSTICS_ENABLED: 'false',
    N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
    N8N_TEMPLATES_ENABLED: 'false',
    N8N_PERSONALIZATION_ENABLED: 'false',
    N8N_VERIFIED_PACKAGES_ENABLED: 'false',
    N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
    N8N_PYTHON_ENABLED: 'false',
    // It would ask api.n8n.io for servers of tools.
    N8N_DISABLED_MODULES: 'mcp-registry',
  };
  const seen: string[] = [];

  async function run(args: string[], more: Record<string, string> = {}): Promise<string> {
    const child = processes.start(process.execPath, [program, ...args], { env: { ...env, ...more } });
    let printed = '';
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
      });
    }
    await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    seen.push(printed);
    return printed;
  }

  return {
    /** `n8n import:credentials` or `n8n import:workflow`. An item with a known id replaces that one. */
    async add(kind: 'credentials' | 'workflow', items: unknown[]): Promise<void> {
      const file = join(userFolder, `${kind}.json`);
      writeFileSync(file, JSON.stringify(items), { mode: 0o600 });
      const printed = await run([`import:${kind}`, `--input=${file}`]);
      rmSync(file);
      // Its exit code is 0 also when nothing was imported.
      if (!printed.includes(`Successfully imported ${items.length} `))
        throw new Error(`n8n import:${kind}:\n${printed}`);
    },

    /** `n8n execute`: runs a workflow to its end. */
    async execute(id: string, more?: Record<string, string>): Promise<Execution> {
      return readExecution(await run(['execute', `--id=${id}`, '--rawOutput'], more));
    },

    /** `n8n start`: serves the editor, until the callback returns. */
    async serve<T>(use: (server: N8nServer) => Promise<T>): Promise<T> {
      const ended = new AbortController();
      const running = run(['start']).finally(() => ended.abort());
      try {
        return await use(await callServer(`http://127.0.0.1:${env.N8N_PORT}`, ended.signal));
      } finally {
        processes.endAll();
        await running;
      }
    },

    /** All that it printed so far. */
    printed: () => seen.join('\n'),
  };
}
