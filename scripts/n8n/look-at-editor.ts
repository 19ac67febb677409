import assert from 'node:assert/strict';
import type { SandboxServer } from '../../src/sandbox/index.ts';
import type { N8nServer, Property } from './n8n-server.ts';
import type { Results } from './results.ts';
import { credential, credentialType, nodeType } from './workflows.ts';

/** What a user has in the editor: the node, its menus and lists, and the button that tests a credential. */
export async function lookAtEditor(n8n: N8nServer, store: SandboxServer, { see }: Results): Promise<void> {
  const types = await n8n.nodeTypes();
  const node = types.find(({ name }) => name === nodeType);
  const data = { storeHash: store.storeHash, accessToken: store.accessToken, apiUrl: store.url };
  const chosen = { [credentialType]: credential };

  await see('The editor offers the node with its icon', async () => {
    assert.ok(node, 'no such node');
    assert.equal(node.displayName, 'BigCommerce');
    const icon = typeof node.iconUrl === 'object' ? node.iconUrl.light : node.iconUrl;
    assert.ok(icon, 'no icon');
    const reply = await n8n.get(icon);
    assert.equal(reply.status, 200);
    assert.match(await reply.text(), /<svg/);
  });

  await see('Create or Update is the first operation', () => {
    const menu = node?.properties.find(({ name }) => name === 'operation');
    const [first] = menu?.options ?? [];
    assert.equal(first?.name, 'Create or Update');
    assert.equal(menu?.default, first?.value);
  });

  await see('AI agents are offered it as a tool', () => {
    const tool = types.find(({ name }) => name === `${nodeType}Tool`);
    assert.deepEqual(tool?.outputs, ['ai_tool']);
  });

  await see('The credential says that it works', async () => {
    const { status, message } = await n8n.testCredential({ ...credential, id: '', type: credentialType, data });
    assert.equal(status, 'OK', message);
  });

  await see('A wrong token is told, and not shown', async () => {
    const wrong = { ...data, accessToken: 'wrong-token-of-nobody' };
    const { status, message } = await n8n.testCredential({ ...credential, id: '', type: credentialType, data: wrong });
    assert.equal(status, 'Error');
    assert.doesNotMatch(message, /wrong-token-of-nobody/);
  });

  await see('A plain http address of another machine is refused, so that the token does not go there', async () => {
    const open = { ...data, apiUrl: 'http://192.0.2.1' };
    const { status, message } = await n8n.testCredential({ ...credential, id: '', type: credentialType, data: open });
    assert.equal(status, 'Error');
    assert.match(message, /must begin with https/);
  });

  await see('The API path that BigCommerce shows may be pasted as the store hash', async () => {
    const pasted = { ...data, storeHash: `https://api.bigcommerce.com/stores/${data.storeHash}/v3/` };
    const { status, message } = await n8n.testCredential({ ...credential, id: '', type: credentialType, data: pasted });
    assert.equal(status, 'OK', message);
  });

  await see('Groups, attributes and statuses are picked from the lists of the store', async () => {
    for (const field of listedFields(node?.properties ?? [])) {
      const { results } = await n8n.search(nodeType, field.method, `parameters.${field.path}`, chosen);
      assert.ok(results.length > 0, `${field.path}: the list is empty`);
    }
  });
}

/** Every field with a list, by the method that fills it. */
function listedFields(properties: Property[], parent = ''): { path: string; method: string }[] {
  const found = properties.flatMap((property) => {
    const path = `${parent}${property.name}`;
    const method = property.modes?.find(({ type }) => type === 'list')?.typeOptions?.searchListMethod;
    const inside = [...(property.options ?? []), ...(property.values ?? [])];
    return [...(method ? [{ path, method }] : []), ...listedFields(inside, `${path}.`)];
  });
  assert.ok(parent !== '' || found.length > 0, 'no field has a list');
  return found;
}
