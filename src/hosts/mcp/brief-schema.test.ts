import { expect, test } from 'vitest';
import { nodeDefinitions } from '../../nodes/index.ts';
import { describeNode } from '../describe-node.ts';
import { briefSchema } from './brief-schema.ts';
import { openAgent } from './fixtures/open-agent.ts';

test('limits that nobody comes near are left out, the others stay', () => {
  expect(
    briefSchema({
      type: 'object',
      required: [],
      properties: {
        notes: { type: 'string', maxLength: 65_535, description: 'Notes.' },
        zip: { type: 'string', maxLength: 30 },
        required: { type: 'boolean' },
        attributes: { type: 'object', propertyNames: { type: 'string' } },
        addresses: { type: 'array', maxItems: 10, items: { type: 'object', properties: {}, required: [] } },
      },
    }),
  ).toEqual({
    type: 'object',
    properties: {
      notes: { type: 'string', description: 'Notes.' },
      zip: { type: 'string', maxLength: 30 },
      required: { type: 'boolean' },
      attributes: { type: 'object' },
      addresses: { type: 'array', maxItems: 10, items: { type: 'object', properties: {} } },
    },
  });
});

test('an agent is told of every parameter that it may give, each in words', async () => {
  const { listed, close } = await openAgent();
  for (const definition of nodeDefinitions) {
    const tool = listed.find(({ name }) => name === definition.action.replaceAll('-', '_'))!;
    const shown = tool.inputSchema.properties as Record<string, { description?: string }>;
    const { properties = {} } = describeNode(definition).params;
    for (const name of Object.keys(properties))
      if (name !== 'all' && name !== 'new_password')
        expect([name, shown[name]?.description]).toEqual([name, expect.stringMatching(/\.$/)]);
  }
  await close();
});
