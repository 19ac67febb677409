import { setTimeout as sleep } from 'node:timers/promises';

/** A node as the editor knows it. */
export type NodeDescription = {
  name: string;
  displayName: string;
  outputs: unknown;
  iconUrl?: string | { light: string; dark: string };
  properties: Property[];
};

export type Property = {
  name: string;
  default?: unknown;
  modes?: { type: string; typeOptions?: { searchListMethod?: string } }[];
  options?: Property[];
  values?: Property[];
  value?: unknown;
};

export type N8nServer = Awaited<ReturnType<typeof callServer>>;

/**
 * Waits until n8n serves, makes its owner, and is then what the editor in the browser is to it.
 * @throws {Error} when n8n ends before, or does not serve within two minutes
 */
export async function callServer(url: string, ended: AbortSignal) {
  const patience = Date.now() + 120_000;
  while (!(await serves(url))) {
    if (ended.aborted) throw new Error('n8n start ended before it served.');
    if (Date.now() > patience) throw new Error('n8n start did not serve within two minutes.');
    await sleep(500);
  }
  const owner = {
    email: 'owner@example.com',
    firstName: 'Olga',
    lastName: 'Owner',
    password: `N8n-${crypto.randomUUID()}`,
  };
  const reply = await fetch(`${url}/rest/owner/setup`, { method: 'POST', headers: json, body: JSON.stringify(owner) });
  if (!reply.ok) throw new Error(`n8n made no owner: ${reply.status} ${await reply.text()}`);
  const cookie = reply.headers
    .getSetCookie()
    .map((line) => line.split(';')[0]!)
    .join('; ');

  async function post(path: string, body: unknown): Promise<unknown> {
    const answer = await fetch(`${url}/rest/${path}`, {
      method: 'POST',
      headers: { ...json, cookie },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`n8n answered ${answer.status} to ${path}: ${text}`);
    return JSON.parse(text).data;
  }

  return {
    /** What a list of a parameter offers: `path` is the parameter, `method` its search. */
    async search(node: string, method: string, path: string, credentials: unknown, filter?: string) {
      return (await post('dynamic-node-parameters/resource-locator-results', {
        path,
        methodName: method,
        nodeTypeAndVersion: { name: node, version: 1 },
        currentNodeParameters: {},
        credentials,
        ...(filter !== undefined && { filter }),
      })) as { results: { name: string; value: string | number }[] };
    },

    /** The button that tests a credential. */
    async testCredential(credentials: { id: string; name: string; type: string; data: Record<string, unknown> }) {
      return (await post('credentials/test', { credentials })) as { status: 'OK' | 'Error'; message: string };
    },

    /** What the editor knows of every node, those for AI agents included. */
    async nodeTypes() {
      const answer = await fetch(`${url}/types/nodes.json`, { headers: { cookie } });
      if (!answer.ok) throw new Error(`n8n answered ${answer.status} to types/nodes.json`);
      return (await answer.json()) as NodeDescription[];
    },

    /** A file that the editor shows, such as an icon. */
    get: (path: string) => fetch(`${url}/${path}`, { headers: { cookie } }),
  };
}

const json = { 'content-type': 'application/json' };

async function serves(url: string): Promise<boolean> {
  try {
    const reply = await fetch(`${url}/healthz/readiness`);
    return reply.ok;
  } catch {
    return false;
  }
}
