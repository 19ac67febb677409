// Generated from the node definitions: node scripts/generate-n8n.ts
import type { INodeProperties } from 'n8n-workflow';

export const customerDelete: INodeProperties[] = [
  {
    displayName: 'Customer',
    name: 'customer',
    type: 'resourceLocator',
    displayOptions: { show: { resource: ['customer'], operation: ['delete'] } },
    default: { mode: 'id', value: '' },
    required: true,
    description: 'One or more IDs or emails, separated by commas',
    modes: [
      { displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 789' },
      { displayName: 'By Email', name: 'email', type: 'string', placeholder: 'e.g. ana@example.com' },
    ],
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    displayOptions: { show: { resource: ['customer'], operation: ['delete'] } },
    placeholder: 'Add Option',
    default: {},
    options: [
      {
        displayName: 'Dry Run',
        name: 'dryRun',
        type: 'boolean',
        default: false,
        description: 'Whether to delete nothing and only say whom it would delete',
      },
      {
        displayName: 'Full Response',
        name: 'fullResponse',
        type: 'boolean',
        default: false,
        description:
          'Whether to return one object with all that is known of the call, in place of its customer or order',
      },
      {
        displayName: 'Longest Wait (Ms)',
        name: 'maxWaitMs',
        type: 'number',
        typeOptions: { minValue: 0 },
        default: 60000,
        description:
          'The most that the call waits for quota and retries in all, in milliseconds. Past it nothing more is sent.',
      },
    ],
  },
];
