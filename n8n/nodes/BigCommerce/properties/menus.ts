// Generated from the node definitions: node scripts/generate-n8n.ts
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** In the order of use. */
const customerOperations: INodePropertyOptions[] = [
  {
    name: 'Create or Update',
    value: 'upsert',
    action: 'Create or update a customer',
    description: 'Create a new record, or update the current one if it already exists (upsert)',
  },
  {
    name: 'Create',
    value: 'create',
    action: 'Create a customer',
    description: 'Create a customer; fails where the email is taken, unless an option says otherwise',
  },
  { name: 'Get', value: 'get', action: 'Get a customer', description: 'Retrieve one customer, by ID or email' },
  {
    name: 'Get Many',
    value: 'getAll',
    action: 'Get many customers',
    description: 'Retrieve many customers, or those that match the filters',
  },
  {
    name: 'Update',
    value: 'update',
    action: 'Update a customer',
    description: 'Change the given fields of a customer, found by ID or email',
  },
  {
    name: 'Delete',
    value: 'delete',
    action: 'Delete a customer',
    description: 'Delete a customer for good; the orders stay',
  },
  {
    name: 'Get Groups',
    value: 'getGroups',
    action: 'Get customer groups',
    description: 'Retrieve the customer groups of the store',
  },
];

/** In the order of use. */
const orderOperations: INodePropertyOptions[] = [
  { name: 'Get', value: 'get', action: 'Get an order', description: 'Retrieve one order by its number' },
  {
    name: 'Get Many',
    value: 'getAll',
    action: 'Get many orders',
    description: 'Retrieve many orders, or those that match the filters',
  },
  {
    name: 'Update',
    value: 'update',
    action: 'Update an order',
    description: 'Change the status, notes or billing address of an order, or ship it with a tracking number',
  },
];

export const menus: INodeProperties[] = [
  {
    displayName: 'Resource',
    name: 'resource',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Customer', value: 'customer' },
      { name: 'Order', value: 'order' },
    ],
    default: 'customer',
  },
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['customer'] } },
    options: customerOperations,
    default: 'upsert',
  },
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['order'] } },
    options: orderOperations,
    default: 'get',
  },
];
