// Generated from the node definitions: node scripts/generate-n8n.ts
import type { INodeProperties } from 'n8n-workflow';

export const orderGet: INodeProperties[] = [
  {
    displayName: 'Order Number',
    name: 'orderId',
    type: 'string',
    displayOptions: { show: { resource: ['order'], operation: ['get'] } },
    default: '',
    placeholder: 'e.g. 12345',
    description: 'Number of the order, as the store shows it',
    required: true,
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    displayOptions: { show: { resource: ['order'], operation: ['get'] } },
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
        displayName: 'Include Products',
        name: 'includeProducts',
        type: 'boolean',
        default: false,
        description: 'Whether to show the line items of each order; one more call per order',
      },
      {
        displayName: 'Include Shipping',
        name: 'includeShipping',
        type: 'boolean',
        default: false,
        description:
          'Whether to show where each order goes, and what was shipped of it; one more call per order, two where something was shipped',
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
