// Generated from the node definitions: node scripts/generate-n8n.ts
import type { INodeProperties } from 'n8n-workflow';

export const customerGetGroups: INodeProperties[] = [
  {
    displayName: 'Return All',
    name: 'returnAll',
    type: 'boolean',
    displayOptions: { show: { resource: ['customer'], operation: ['getGroups'] } },
    default: false,
    description: 'Whether to return all results or only up to a given limit',
  },
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    displayOptions: { show: { resource: ['customer'], operation: ['getGroups'], returnAll: [false] } },
    typeOptions: { minValue: 1 },
    default: 50,
    description: 'Max number of results to return',
  },
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    displayOptions: { show: { resource: ['customer'], operation: ['getGroups'] } },
    placeholder: 'Add Filter',
    default: {},
    options: [{ displayName: 'Name', name: 'name', type: 'string', default: '', description: 'Part of the name' }],
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    displayOptions: { show: { resource: ['customer'], operation: ['getGroups'] } },
    placeholder: 'Add Option',
    default: {},
    options: [
      {
        displayName: 'Full Response',
        name: 'fullResponse',
        type: 'boolean',
        default: false,
        description:
          'Whether to return one object with the list (10,000 at most), its counts and a message, in place of one item each',
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
      {
        displayName: 'Page',
        name: 'page',
        type: 'number',
        typeOptions: { minValue: 1 },
        default: 1,
        description: 'Page of the results, of Limit results each. It does not count with Return All.',
      },
    ],
  },
];
