import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { type ContextOptions, nodeType, openContext } from './n8n-context.ts';

export type Execution = Omit<ContextOptions, 'parameters' | 'items'> & {
  /** What the node's form says beside the item, `resource` and `operation` included. */
  form: IDataObject;
  /** One item each: its fields are laid over those of the form, as expressions do. @default one item that adds nothing */
  items?: IDataObject[];
};

/** Executes the built node. @throws what the node throws */
export async function execute({ form, items = [{}], ...options }: Execution): Promise<INodeExecutionData[]> {
  const context = openContext({
    ...options,
    items: items.map((json) => ({ json })),
    written: form,
    parameters: (index) => ({ ...form, ...items[index] }),
  });
  const [results = []] = (await nodeType.execute!.call(context)) as INodeExecutionData[][];
  return results;
}

/** So many people, each with an email of their own. */
export function people(count: number, tag = 'p'): IDataObject[] {
  return Array.from({ length: count }, (_, i) => ({
    email: `${tag}${i}@example.com`,
    firstName: 'Ana',
    lastName: `Ruiz ${i}`,
  }));
}

export const upsert: IDataObject = { resource: 'customer', operation: 'upsert' };
