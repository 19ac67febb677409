import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  SandboxFault,
  SandboxFaultsBody,
  SandboxQuotaBody,
  SandboxResetBody,
  SandboxResetResult,
  SandboxView,
} from '../../../src/hosts/http/api-types.ts';
import { ApiError, request } from './request.ts';

const sandboxKey = ['sandbox'];

/** The sandbox that runs beside Rollcall; null where none does. @param everyMs Asked again so often while the page is open. */
export function useSandbox({ everyMs }: { everyMs?: number } = {}) {
  return useQuery({
    queryKey: sandboxKey,
    queryFn: async ({ signal }) => {
      try {
        return await request<SandboxView>('GET', '/api/sandbox', { signal });
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }
    },
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
  });
}

/** Changes the faults that are on. Changes are made one after the other, each to what the one before has left. */
export function useChangeFaults() {
  const client = useQueryClient();
  return useMutation({
    scope: { id: 'sandbox-faults' },
    mutationFn: async (change: (faults: SandboxFault[]) => SandboxFault[]) => {
      const { faults } = await request<SandboxView>('GET', '/api/sandbox');
      const body: SandboxFaultsBody = { faults: change(faults) };
      return show(client, await request<SandboxView>('PUT', '/api/sandbox/faults', { body }));
    },
  });
}

export function useChangeQuota() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (quota: number) => {
      const body: SandboxQuotaBody = { quota };
      return show(client, await request<SandboxView>('PUT', '/api/sandbox/quota', { body }));
    },
  });
}

export function useResetSandbox() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: SandboxResetBody) => {
      const {
        examples: _,
        success: __,
        message,
        ...view
      } = await request<SandboxResetResult>('POST', '/api/sandbox/reset', { body });
      // Customers and orders that other pages remember are gone.
      await client.invalidateQueries();
      await show(client, view);
      return message;
    },
  });
}

/** A look at the sandbox that was under way meanwhile saw it as it was before. */
async function show(client: QueryClient, view: SandboxView): Promise<SandboxView> {
  await client.cancelQueries({ queryKey: sandboxKey });
  client.setQueryData(sandboxKey, view);
  return view;
}
