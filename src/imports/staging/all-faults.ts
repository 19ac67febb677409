import { isStop } from '../../bigcommerce/index.ts';
import { checkParams, createCustomer, type Directory, isRollcallError, type RollcallError } from '../../nodes/index.ts';

/** What is wrong with one parameter of a row. */
export type ParamFault = { code: string; param: string; message: string };

type Params = Record<string, unknown>;

/**
 * Everything that is wrong with parameters and can be told without the store. `error` is what reading them ended with, which is the first kind
 * of fault alone. What is missing the mapping has told of, where it is demanded.
 */
export function allFaults(params: Params, error?: RollcallError): ParamFault[] {
  const found = error ? ofError(error) : [];
  for (const { param, path, message, missing } of checkParams(createCustomer, params).problems) {
    if (missing || found.some((fault) => isSame(fault, message))) continue;
    const code = message.includes(', and BigCommerce cannot look such an email up')
      ? 'email_not_searchable'
      : 'invalid_params';
    found.push({ code, param: path ?? param ?? '', message });
  }
  return found;
}

/** Whether group and attributes of a row that is refused anyway are there; undefined where there is nothing to ask. */
export function askedFaults(
  params: Params,
  found: readonly ParamFault[],
  { directory, makesMissing = false }: { directory: Directory; makesMissing?: boolean },
): Promise<ParamFault[]> | undefined {
  const { customer_group: name, attributes } = params;
  const isTold = (part: string) => found.some(({ param }) => param.startsWith(part));
  const group = typeof name === 'string' && !isTold('customer_group') ? name.trim() : '';
  const values = typeof attributes === 'object' && attributes !== null && !isTold('attributes') ? attributes : {};
  if (makesMissing || (group === '' && Object.keys(values).length === 0)) return undefined;
  return ask();

  async function ask(): Promise<ParamFault[]> {
    const faults: ParamFault[] = [];
    const collect = async (look: () => unknown) => {
      try {
        await look();
      } catch (error) {
        if (isStop(error) || !isRollcallError(error)) throw error;
        faults.push(...ofError(error));
      }
    };
    if (group !== '') await collect(() => directory.groupId({ name: group }));
    for (const [key, value] of Object.entries(values)) await collect(() => directory.attributeValues({ [key]: value }));
    return faults;
  }
}

/** One fault for each parameter that an error is about. */
function ofError(error: RollcallError): ParamFault[] {
  const { code, param = '', message, details } = error;
  const listed = details?.problems as { param: string; message: string }[] | undefined;
  if (listed) return listed.map((problem) => ({ code, param: problem.param, message: problem.message }));
  // Which of several attributes it is, where it is one.
  const own =
    param === 'attributes' && typeof details?.attribute === 'string' ? `${param}.${details.attribute}` : param;
  return [{ code, param: own, message }];
}

function isSame({ message }: ParamFault, other: string): boolean {
  return message.replace(/[.?!]$/, '') === other.replace(/[.?!]$/, '');
}
