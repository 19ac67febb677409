import {
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { properties } from './properties/index.ts';
import { runOperation } from './run-operation.ts';
import { searchLists } from './search-lists.ts';

export class BigCommerce implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'BigCommerce',
    name: 'bigCommerce',
    icon: { light: 'file:bigcommerce.svg', dark: 'file:bigcommerce.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
    description: 'Create, update and read customers and orders of a BigCommerce store',
    defaults: { name: 'BigCommerce' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'bigCommerceApi', required: true }],
    properties,
  };

  methods = { listSearch: searchLists };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return [await runOperation(this, properties)];
  }
}
