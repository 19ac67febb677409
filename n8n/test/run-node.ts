import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { labelsOf } from '../nodes/BigCommerce/in-form-words.ts';
import { fieldName, type Operation, operations } from '../nodes/BigCommerce/operations.mts';
import { nodeType, openContext, type StoreCredential } from './n8n-context.ts';

// biome-ignore lint/suspicious/noExplicitAny: a caller reads whatever keys its requirement promises
type Answer = Record<string, any>;

export type N8nNode = {
  /** Runs a node definition by the name of its method, `createCustomer`, with its own parameters: its object, or its failure object. */
  run(node: string, params: Record<string, unknown>): Promise<Answer>;
  /** The same over many items of one execution: one answer per item, in order. */
  runMany(node: string, items: Record<string, unknown>[]): Promise<Answer[]>;
};

/** The built n8n node as a surface like the others: parameters go in through its form, the contract's object comes out as Full Response. */
export function openN8nNode(credential: StoreCredential): N8nNode {
  const runMany = async (node: string, items: Record<string, unknown>[]): Promise<Answer[]> => {
    const operation = operationFor(node, items[0] ?? {});
    const context = openContext({
      credential,
      items: items.map((json) => ({ json: json as IDataObject })),
      parameters: (index) => formOf(operation, items[index]!),
      continueOnFail: true,
    });
    const [results = []] = (await nodeType.execute!.call(context)) as INodeExecutionData[][];
    return results.map(({ json }) => ('error' in json ? inParamNames(operation, json) : json));
  };
  return { runMany, run: async (node, params) => (await runMany(node, [params]))[0]! };
}

/** A failure in the words of the form as the contract has it: `"Last Name"` is `last_name`. */
function inParamNames(operation: Operation, { error, message: said }: IDataObject): Answer {
  const { id, email } = operation.customer ?? {};
  const message = [...labelsOf(operation, nodeType.description.properties)].reduce(
    (text, [param, label]) => text.replaceAll(`"${label}"`, param),
    String(said).replaceAll(/"Customer"|the customer's ID or email/g, (text) => (id ? `${id} or ${email}` : text)),
  );
  return { success: false, error: { ...(error as IDataObject), message }, message };
}

/** One customer is asked for with Get, a list with Get Many. */
function operationFor(node: string, params: Record<string, unknown>): Operation {
  const own = operations.filter(
    ({ definition }) => definition.name.toLowerCase() === `bigcommerce${node.toLowerCase()}`,
  );
  const wanted = Object.keys(params);
  const operation =
    own.find((one) => one.value !== 'upsert' && wanted.every((param) => placeOf(one, param) !== undefined)) ??
    own.find(({ value }) => value === 'getAll' || value === 'create') ??
    own[0];
  if (!operation) throw new Error(`The n8n node does not run ${node}.`);
  return operation;
}

/** The form, filled in with the parameters of a node definition. */
function formOf(operation: Operation, params: Record<string, unknown>): IDataObject {
  // The definition deletes only when told to, the operation of the form does unless told not to.
  const dryRun = operation.value === 'delete' && { dryRun: true };
  const form: Record<string, unknown> = {
    resource: operation.resource,
    operation: operation.value,
    options: { fullResponse: true, ...dryRun },
  };
  for (const [param, given] of Object.entries(params)) {
    const value = typeof given === 'object' ? asEntries(given, param) : given;
    const place = placeOf(operation, param);
    if (place === 'customer') {
      const mode = param === operation.customer!.email ? 'email' : 'id';
      form.customer = { __rl: true, mode, value };
    } else if (place === 'list') Object.assign(form, param === 'all' ? { returnAll: value } : { limit: value });
    else if (place === 'shown') form[fieldName(param)] = value;
    else {
      const name = place ?? 'options';
      const field = param === 'customer_group' ? { customerGroupId: byName(value) } : { [fieldName(param)]: value };
      form[name] = { ...(form[name] as object | undefined), ...field };
    }
  }
  return form as IDataObject;
}

/** A group's name is given in the field of its ID. */
function byName(value: unknown): object {
  return { __rl: true, mode: 'name', value };
}

/** Under the API's own names, which the form does not have. */
const aliases: Record<string, string> = { state_or_province: 'state', postal_code: 'zip', country: 'country_code' };

/** Addresses, attributes and form fields as the rows of the form. */
function asEntries(value: unknown, param: string): unknown {
  if (param === 'addresses' && Array.isArray(value)) return { values: value.map(asAddress) };
  if (param !== 'attributes' && param !== 'form_fields') return value;
  const isChosen = param === 'attributes';
  const rows = Object.entries(value as object).map(([name, one]) => ({
    name: isChosen ? { __rl: true, mode: 'list', value: name } : name,
    value: one,
  }));
  return { values: rows };
}

function asAddress(address: object): object {
  return Object.fromEntries(Object.entries(address).map(([name, value]) => [fieldName(aliases[name] ?? name), value]));
}

function placeOf({ shown, customer, collections, kind }: Operation, param: string): string | undefined {
  if (shown.includes(param)) return 'shown';
  if (param === customer?.id || param === customer?.email) return 'customer';
  if (kind === 'list' && (param === 'all' || param === 'limit')) return 'list';
  return Object.entries(collections).find(([, params]) => params.includes(param))?.[0];
}
