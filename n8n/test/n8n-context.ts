import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type {
  IAuthenticate,
  ICredentialType,
  IDataObject,
  IExecuteFunctions,
  IHttpRequestOptions,
  ILoadOptionsFunctions,
  INode,
  INodeExecutionData,
  INodeParameters,
  INodeType,
} from 'n8n-workflow';

// The package as it is published, built from the sources that are there, and the library that n8n itself sends with.
execFileSync(process.execPath, [resolve(import.meta.dirname, '../../scripts/build-n8n.js')]);
const require = createRequire(import.meta.url);
const { NodeApiError, NodeHelpers }: typeof import('n8n-workflow') = require('n8n-workflow');
const axios = createRequire(require.resolve('n8n-workflow'))('axios') as typeof import('axios').default;
const { BigCommerce } = require('../dist/nodes/BigCommerce/BigCommerce.node.js') as {
  BigCommerce: new () => INodeType;
};
const { BigCommerceApi } = require('../dist/credentials/BigCommerceApi.credentials.js') as {
  BigCommerceApi: new () => ICredentialType;
};

export const nodeType = new BigCommerce();
export const credentialType = new BigCommerceApi();

export type StoreCredential = { url: string; storeHash: string; accessToken: string };

export type ContextOptions = {
  credential: StoreCredential;
  /** Parameters of the node; a function gives those of each item, as expressions do. */
  parameters: IDataObject | ((index: number) => IDataObject);
  /** As they are written in the workflow, before expressions are evaluated. @default none */
  written?: IDataObject;
  /** @default one empty item */
  items?: INodeExecutionData[];
  /** @default false */
  continueOnFail?: boolean;
  /** The node is a tool of an AI agent. @default false */
  asTool?: boolean;
  /** Collects what is shown above the output. */
  hints?: string[];
  /** Ends the execution, as a person does who presses stop. */
  cancel?: AbortSignal;
};

/** A context in which expressions give the values in place of some fields: n8n evaluates them after it has filled in the form. */
export function openEvaluated(options: ContextOptions, values: Record<string, unknown>): IExecuteFunctions {
  const context = openContext(options);
  const { getNodeParameter } = context;
  context.getNodeParameter = ((name: string, ...rest: [number, object]) =>
    Object.hasOwn(values, name)
      ? values[name]
      : getNodeParameter.call(context, name, ...rest)) as typeof getNodeParameter;
  return context;
}

/** What n8n hands to `execute`: parameters with the defaults of the description, and requests over a real connection. */
export function openContext(options: ContextOptions): IExecuteFunctions {
  const {
    credential,
    parameters,
    written = {},
    items = [{ json: {} }],
    continueOnFail = false,
    asTool = false,
    cancel,
    hints,
  } = options;
  const given = (index: number): IDataObject => (typeof parameters === 'function' ? parameters(index) : parameters);
  const context: Partial<IExecuteFunctions> = {
    getInputData: () => items,
    getNode: () => {
      const node = nodeWith(written as INodeParameters);
      return asTool ? { ...node, type: `${node.type}Tool` } : node;
    },
    continueOnFail: () => continueOnFail,
    getExecutionCancelSignal: () => cancel,
    ...(hints && { addExecutionHints: (...given) => void hints.push(...given.map(({ message }) => message)) }),
    getCredentials: async <T extends object>() => credentialData(credential) as T,
    getNodeParameter: ((name: string, index: number, fallback?: unknown) => {
      const value = withDefaults(given(index) as INodeParameters)[name];
      if (value === undefined && fallback === undefined) throw new Error(`Could not get parameter ${name}`);
      return value ?? fallback;
    }) as IExecuteFunctions['getNodeParameter'],
    helpers: helpersFor(credential, cancel) as IExecuteFunctions['helpers'],
  };
  return context as IExecuteFunctions;
}

/** What n8n hands to a list that is searched. */
export function openListContext(credential: StoreCredential): ILoadOptionsFunctions {
  const context: Partial<ILoadOptionsFunctions> = {
    getNode: () => nodeWith({}),
    getCredentials: async <T extends object>() => credentialData(credential) as T,
    helpers: helpersFor(credential) as ILoadOptionsFunctions['helpers'],
  };
  return context as ILoadOptionsFunctions;
}

/** Sends the test of the credential, as the button of its form does. */
export async function testCredential(credential: StoreCredential): Promise<{ status: number; message?: string }> {
  const { request, rules = [] } = credentialType.test!;
  const data = credentialData(credential);
  const { status } = await send(credential, {
    baseURL: evaluate(request.baseURL!, data),
    url: evaluate(request.url!, data),
    qs: request.qs as IDataObject,
    headers: request.headers as IDataObject,
    disableFollowRedirect: request.disableFollowRedirect as boolean,
  });
  const rule = rules.find(({ type, properties }) => type === 'responseCode' && properties.value === status);
  return { status, ...(rule && { message: rule.properties.message }) };
}

function nodeWith(parameters: INodeParameters): INode {
  return {
    id: '1',
    name: 'BigCommerce',
    type: 'n8n-nodes-bigcommerce.bigCommerce',
    typeVersion: 1,
    position: [0, 0],
    parameters,
  };
}

/** As n8n fills them in: what the form does not show for this operation is not there. */
function withDefaults(parameters: INodeParameters): INodeParameters {
  const { description } = nodeType;
  const node = nodeWith(parameters);
  return NodeHelpers.getNodeParameters(description.properties, parameters, true, false, node, description) ?? {};
}

function credentialData({ url, storeHash, accessToken }: StoreCredential) {
  return { apiUrl: url, storeHash, accessToken };
}

/** n8n puts the signal of the execution in the place of the request's own. */
function helpersFor(credential: StoreCredential, abortSignal?: AbortSignal) {
  return {
    async httpRequestWithAuthentication(_: string, options: IHttpRequestOptions) {
      try {
        const { data, headers, status } = await send(credential, { ...options, ...(abortSignal && { abortSignal }) });
        return { body: data, headers, statusCode: status };
      } catch (error) {
        throw new NodeApiError(nodeWith({}), error as never);
      }
    },
  };
}

/** With the settings that n8n makes of a node's options. */
async function send(credential: StoreCredential, options: IHttpRequestOptions) {
  const authenticate = credentialType.authenticate as Extract<IAuthenticate, (...args: never[]) => unknown>;
  const request = await authenticate(credentialData(credential), options);
  return axios.request({
    ...request,
    ...(request.qs && { params: request.qs }),
    data: request.body,
    responseType: request.encoding as 'text',
    maxRedirects: request.disableFollowRedirect ? 0 : 5,
    signal: request.abortSignal,
    validateStatus: () => true,
  } as never);
}

/** `={{$credentials.x}}` and `=text {{...}} text` */
function evaluate(expression: string, $credentials: IDataObject): string {
  if (!expression.startsWith('=')) return expression;
  return expression
    .slice(1)
    .replaceAll(/\{\{(.+?)\}\}/g, (_, code) => String(new Function('$credentials', `return ${code}`)($credentials)));
}
