import type { FormOption } from '../../../src/hosts/http/api-types.ts';
import type { NodeName } from './call-node.ts';
import { useNodes } from './nodes.ts';

const none: FormOption[] = [];

/** The values that a parameter of a node may have, as people call them: order statuses, orders of a list. */
export function useFieldOptions(node: NodeName, param: string): FormOption[] {
  const { data } = useNodes();
  const fields = data?.find(({ name }) => name === node)?.form.flatMap(({ fields }) => fields);
  return fields?.find((field) => field.param === param)?.options ?? none;
}
