import { type ILoadOptionsFunctions, type INodeListSearchResult, NodeOperationError } from 'n8n-workflow';
import { type ParamOption, paramFields, readOptions } from '../../../src/nodes/index.ts';
import { failureOf } from './failure-of.ts';
import { inFormWords } from './in-form-words.ts';
import { openStore } from './open-store.ts';

/** The lists that fields are chosen from, each searched by name. */
export const searchLists = {
  async searchCustomerGroups(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
    return matching(await readSource(this, 'customer_groups'), filter);
  },
  async searchCustomerAttributes(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
    return matching(await readSource(this, 'customer_attributes'), filter);
  },
  async searchOrderStatuses(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
    return matching(paramFields.status_id!.options!, filter);
  },
};

/** A list that nobody gets would leave the form waiting. */
const longestWaitMs = 20_000;

async function readSource(
  context: ILoadOptionsFunctions,
  source: 'customer_groups' | 'customer_attributes',
): Promise<ParamOption[]> {
  try {
    return await readOptions(await openStore(context), source, { maxWaitMs: longestWaitMs });
  } catch (error) {
    throw new NodeOperationError(context.getNode(), inFormWords(failureOf(error), new Map()).message);
  }
}

function matching(options: ParamOption[], filter = ''): INodeListSearchResult {
  const wanted = filter.trim().toLowerCase();
  const results = options.filter(({ label }) => label.toLowerCase().includes(wanted));
  return { results: results.map(({ value, label }) => ({ name: label, value })) };
}
