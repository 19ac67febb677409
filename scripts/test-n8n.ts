// Runs the n8n package in a real n8n, beside a sandbox store: installs n8n and the packed package into a temporary folder, imports a
// credential and workflows, executes them from the command line, and compares with what the sandbox holds. `npm run test:n8n`; with
// `-- --folder DIR` n8n is installed there and stays for the next time, with `--keep` nothing is removed. Six minutes and 3 GB the first time.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startSandboxServer } from '../src/sandbox/index.ts';
import { createScene } from './n8n/create-scene.ts';
import { installN8n, N8N_VERSION } from './n8n/install-n8n.ts';
import { installNodePackage } from './n8n/install-node-package.ts';
import { lookAtEditor } from './n8n/look-at-editor.ts';
import { openN8n } from './n8n/open-n8n.ts';
import { otherWaysScene } from './n8n/other-ways-scene.ts';
import { createProcesses } from './n8n/processes.ts';
import { readAndChangeScene } from './n8n/read-and-change-scene.ts';
import { createResults } from './n8n/results.ts';
import { credential, credentialType } from './n8n/workflows.ts';

const { values } = parseArgs({ options: { folder: { type: 'string' }, keep: { type: 'boolean', default: false } } });
const say = (line: string) => console.log(line);
const began = Date.now();
const temporary = mkdtempSync(join(tmpdir(), 'rollcall-n8n-'));
const processes = createProcesses();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    cleanUp();
    process.exit(130);
  });

say(`Working in ${temporary}${values.keep ? ', which stays' : ''}`);
try {
  process.exitCode = (await run()) ? 0 : 1;
} finally {
  cleanUp();
}

async function run(): Promise<boolean> {
  const program = await installN8n(processes, values.folder ? resolve(values.folder) : join(temporary, 'n8n'), say);
  const userFolder = join(temporary, 'user');
  const customExtensions = join(temporary, 'custom');
  const communityNodes = join(userFolder, '.n8n/nodes');
  const archive = await installNodePackage(processes, join(temporary, 'archives'), [communityNodes, customExtensions]);
  say(`Installed ${archive} as a community node and as a custom extension`);

  const store = await startSandboxServer({
    port: 0,
    quota: 0,
    accessToken: `sandbox-${crypto.randomUUID()}`,
    warn: say,
  });
  say(`Sandbox: ${store.url}`);
  const results = createResults(say);
  try {
    const n8n = await openN8n({ program, userFolder, customExtensions, processes });
    const data = { storeHash: store.storeHash, accessToken: store.accessToken, apiUrl: store.url };
    await n8n.add('credentials', [{ ...credential, type: credentialType, data }]);
    const scenes = [createScene, readAndChangeScene, otherWaysScene];
    const workflows = scenes.flatMap((scene) => scene.workflows);
    await n8n.add('workflow', workflows);
    say(`Imported a credential and ${workflows.length} workflows`);

    say('In the editor:');
    await n8n.serve((server) => lookAtEditor(server, store, results));
    say('Executed from the command line:');
    for (const scene of scenes) await scene.play({ n8n, store, results });
    await results.see('The token is in nothing that n8n printed', () => {
      if (n8n.printed().includes(store.accessToken)) throw new Error('It is there.');
    });
    await results.see('Nothing was asked of the store that BigCommerce does not know', () => {
      const { total, latest } = store.sandbox.stats().unknown_requests;
      if (total > 0) throw new Error(latest.join('\n'));
    });
  } finally {
    processes.endAll();
    await store.stop();
  }
  say(`\nn8n-nodes-bigcommerce in n8n ${N8N_VERSION} on Node ${process.versions.node}:\n${results.table()}`);
  say(`${Math.round((Date.now() - began) / 1000)} s`);
  return results.good();
}

function cleanUp(): void {
  processes.endAll();
  if (!values.keep) rmSync(temporary, { recursive: true, force: true });
}
