import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MappingList, MappingTargets, NamedMapping, OptionsAnswer } from '../../../src/hosts/http/api-types.ts';
import { request } from './request.ts';

const mappingsKey = ['mappings'];

/** Everything that a column can go to. It changes with Rollcall itself only. */
export function useMappingTargets() {
  return useQuery({
    queryKey: [...mappingsKey, 'targets'],
    queryFn: async ({ signal }) => (await request<MappingTargets>('GET', '/api/mappings/targets', { signal })).targets,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The mappings that were saved under a name, for files of any store. */
export function useMappings() {
  return useQuery({
    queryKey: [...mappingsKey, 'saved'],
    queryFn: async ({ signal }) => (await request<MappingList>('GET', '/api/mappings', { signal })).mappings,
  });
}

/** Saves a mapping under a name; one that has the name already is replaced. */
export function useSaveMapping() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NamedMapping) => request<{ name: string; message: string }>('POST', '/api/mappings', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: [...mappingsKey, 'saved'] }),
  });
}

/** The customer groups of a store by name, as far as it tells them. */
export function useGroupNames(credentialsId: string): string[] {
  const { data = [] } = useQuery({
    queryKey: [...mappingsKey, 'groups', credentialsId],
    queryFn: async ({ signal }) => {
      const query = { credentials_id: credentialsId };
      const { options } = await request<OptionsAnswer>('GET', '/api/options/customer_groups', { query, signal });
      return options.map(({ label }) => label);
    },
    staleTime: 60_000,
  });
  return data;
}
