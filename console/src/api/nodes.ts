import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query';
import type {
  FieldChange,
  FormOption,
  NodeCheck,
  NodeDescription,
  OptionsAnswer,
  OptionsSource,
  Warning,
} from '../../../src/hosts/http/api-types.ts';
import { ApiError, request } from './request.ts';

/** Parameters of a node as they are sent. */
export type NodeParams = Record<string, unknown>;

/** What a node answers where it went well. */
export type NodeOutput = { success: true; message?: string } & Record<string, unknown>;

/** Every node as its definition describes it. They change with the version of Rollcall alone. */
export function useNodes() {
  return useQuery({
    queryKey: ['nodes'],
    queryFn: async ({ signal }) => (await request<{ nodes: NodeDescription[] }>('GET', '/api/nodes', { signal })).nodes,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

type CallOptions = { name: string; params: NodeParams; credentialsId: string | undefined };

const checkQuery = ({ name, params, credentialsId }: CallOptions) => ({
  queryKey: ['node-check', name, credentialsId, params],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    request<NodeCheck>('POST', `/api/nodes/${name}/check`, { body: bodyOf(params, credentialsId), signal }),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 60_000,
});

/** What running would refuse, and the same call elsewhere; the last answer stands until the next one is there. */
export function useNodeCheck(
  options: CallOptions,
  { enabled = true }: { /** @default true */ enabled?: boolean } = {},
) {
  return useQuery({ ...checkQuery(options), placeholderData: keepPreviousData, enabled });
}

/** The same, before a call is sent; what was asked already is not asked again. @throws {ApiError} */
export function checkNode(client: QueryClient, options: CallOptions): Promise<NodeCheck> {
  return client.fetchQuery(checkQuery(options));
}

/** Runs a node; sent again with the same key, the store is written to once. @throws {ApiError} */
export function runNode({
  name,
  params,
  credentialsId,
  idempotencyKey,
}: CallOptions & { idempotencyKey?: string }): Promise<NodeOutput> {
  return request<NodeOutput>('POST', `/api/nodes/${name}/run`, {
    body: bodyOf(params, credentialsId),
    ...(idempotencyKey !== undefined && { headers: { 'idempotency-key': idempotencyKey } }),
  });
}

export type NodeName =
  | 'BigcommerceGetCustomers'
  | 'BigcommerceUpdateCustomer'
  | 'BigcommerceDeleteCustomers'
  | 'BigcommerceGetOrders'
  | 'BigcommerceUpdateOrder';

/** Runs a node of which it is known what it answers. @throws {ApiError} with the node's own failure */
export function callNode<Answer>(name: NodeName, credentialsId: string, params: NodeParams): Promise<Answer> {
  return runNode({ name, credentialsId, params }) as Promise<Answer>;
}

/** A store that does not answer is told of soon: whoever looks at a page can then try again. */
const longestReadMs = 8_000;

/** Asks a store for what a page shows, or what a change would do. @throws {ApiError} with the node's own failure */
export function readNode<Answer>(name: NodeName, credentialsId: string, params: NodeParams): Promise<Answer> {
  return callNode(name, credentialsId, { ...params, max_wait_ms: longestReadMs });
}

/** Whether a node was asked for something whose ID is none: `abc` in the address of a page. @param param The node's: "customer_id" */
export const isNoId = (error: unknown, param: string): boolean =>
  error instanceof ApiError && error.code === 'invalid_params' && error.param === param;

/** What a dry run of a writing node says. */
export type DryRun = {
  would: 'updated' | 'unchanged';
  changes: Record<string, FieldChange>;
  warnings?: Warning[];
  message: string;
};

const noOptions: FormOption[] = [];

/** The values that a parameter of a node may have, as people call them: order statuses, orders of a list. */
export function useFieldOptions(node: NodeName, param: string): FormOption[] {
  const { data } = useNodes();
  const fields = data?.find(({ name }) => name === node)?.form.flatMap(({ fields }) => fields);
  return fields?.find((field) => field.param === param)?.options ?? noOptions;
}

/** What a store lets choose from: its groups, its attributes; or the countries of the world. Not asked for without a source and a store. */
export function useOptions(source: OptionsSource | undefined, credentialsId: string | undefined) {
  const query = useQuery({
    queryKey: ['options', source, credentialsId],
    queryFn: async ({ signal }) => {
      const query = { credentials_id: credentialsId };
      return (await request<OptionsAnswer>('GET', `/api/options/${source}`, { query, signal })).options;
    },
    enabled: source !== undefined && credentialsId !== undefined,
    staleTime: 60_000,
  });
  return { ...query, options: query.data ?? noOptions };
}

function bodyOf(params: NodeParams, credentialsId: string | undefined): NodeParams {
  return credentialsId === undefined ? params : { ...params, credentials_id: credentialsId };
}
