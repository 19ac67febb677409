// Generated from the node definitions: node scripts/generate-n8n.ts
import type { INodeProperties } from 'n8n-workflow';

export const customerGet: INodeProperties[] = [
  {
    displayName: 'Customer',
    name: 'customer',
    type: 'resourceLocator',
    displayOptions: { show: { resource: ['customer'], operation: ['get'] } },
    default: { mode: 'id', value: '' },
    required: true,
    description: 'The customer, by ID or by email',
    modes: [
      { displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 789' },
      { displayName: 'By Email', name: 'email', type: 'string', placeholder: 'e.g. ana@example.com' },
    ],
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    displayOptions: { show: { resource: ['customer'], operation: ['get'] } },
    placeholder: 'Add Option',
    default: {},
    options: [
      {
        displayName: 'Full Response',
        name: 'fullResponse',
        type: 'boolean',
        default: false,
        description:
          'Whether to return one object with all that is known of the call, in place of its customer or order',
      },
      {
        displayName: 'Include Addresses',
        name: 'includeAddresses',
        type: 'boolean',
        default: false,
        description: 'Whether to show the addresses of each customer',
      },
      {
        displayName: 'Include Attributes',
        name: 'includeAttributes',
        type: 'boolean',
        default: false,
        description: 'Whether to show the attribute values of each customer',
      },
      {
        displayName: 'Include Form Fields',
        name: 'includeFormFields',
        type: 'boolean',
        default: false,
        description: 'Whether to show the form fields of each customer',
      },
      {
        displayName: 'Include Store Credit',
        name: 'includeStoreCredit',
        type: 'boolean',
        default: false,
        description: 'Whether to show the store credit of each customer',
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
