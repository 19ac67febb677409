import assert from 'node:assert/strict';
import { inStore, onceEach, people, type Scene } from './scene.ts';
import { startChatModel } from './start-chat-model.ts';
import { agentWorkflow, bigCommerce, bigCommerceOf, exampleWith, nodeType, type Workflow } from './workflows.ts';

const custom = people('custom', 3);
const modelCredential = { id: 'chatModelCred', name: 'Chat model' };
const said = { Email: 'ana.agent@example.com', First_Name: 'Ana', Last_Name: 'Ruiz' };

/** What the AI fills in, as the editor writes it when its button beside a field is pressed. */
const fromAi = (name: keyof typeof said) =>
  `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${name}', \`\`, 'string') }}`;

/** The package in the folder of custom extensions, and the node as a tool of an AI agent. */
export const otherWaysScene: Scene = {
  workflows: [
    asCustomExtension(exampleWith('custom', custom)),
    agentWorkflow(
      'agent',
      bigCommerce('Create or update a customer', {
        operation: 'upsert',
        email: fromAi('Email'),
        firstName: fromAi('First_Name'),
        lastName: fromAi('Last_Name'),
      }),
      modelCredential,
    ),
  ],

  async play({ n8n, store, results: { see } }) {
    await see('It works as well from a folder of custom extensions', async () => {
      // The same package as a community node is left out, so that it cannot help.
      const run = await n8n.execute('custom', { N8N_COMMUNITY_PACKAGES_PREVENT_LOADING: 'true' });
      assert.equal(run.status, 'success', run.error?.message);
      assert.equal(run.items('In the store').length, 3);
      assert.deepEqual(inStore(store, 'custom'), onceEach(custom));
    });

    await see('An AI agent is told what to change in a customer that is refused, and creates it then', async () => {
      const model = await startChatModel([{ ...said, Email: 'ana.agent' }, said]);
      try {
        await n8n.add('credentials', [
          { ...modelCredential, type: 'openAiApi', data: { apiKey: 'none', url: model.url } },
        ]);
        const run = await n8n.execute('agent');
        assert.equal(run.status, 'success', run.error?.message);
        assert.match(model.tools[0]!.function.description, /customer/i);
        const [refused, created] = model.answers;
        assert.match(refused!, /ana\.agent.*is no email address.*Write it like/);
        assert.match(created!, /"outcome":"created"/);
      } finally {
        await model.stop();
      }
      const [ana] = store.sandbox.customers().filter(({ email }) => email === said.Email);
      assert.equal(ana?.first_name, 'Ana');
    });
  },
};

function asCustomExtension(workflow: Workflow): Workflow {
  bigCommerceOf(workflow).type = nodeType.replace(/^[^.]+/, 'CUSTOM');
  return workflow;
}
