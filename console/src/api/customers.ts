import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type {
  Address,
  AttributeValue,
  Customer,
  CustomersExportFilter,
  DeletedCustomers,
  FoundCustomers,
  Warning,
} from '../../../src/hosts/http/api-types.ts';
import { personName } from '../parts/person-name.ts';
import { withMoments } from './days.ts';
import { callNode, type DryRun, isNoId, type NodeParams, readNode } from './nodes.ts';
import { request, withQuery } from './request.ts';

export const customerFilterNames = [
  'name',
  'email',
  'company',
  'customer_group_id',
  'phone',
  'customer_id',
  'date_created_min',
  'date_created_max',
  'date_modified_min',
  'date_modified_max',
] as const satisfies CustomersExportFilter[];

export type CustomerFilterName = (typeof customerFilterNames)[number];
/** As they stand in the page's address: days are `2026-01-31`. */
export type CustomerFilters = Partial<Record<CustomerFilterName, string>>;

export const customersKey = (credentialsId: string) => ['customers', credentialsId];

/** One page of the customers that the filters leave. The page before stays until the next one is there. */
export function useCustomers(
  credentialsId: string,
  { filters, ...paging }: { filters: CustomerFilters; sort: string; page: number; limit: number },
) {
  return useQuery({
    queryKey: [...customersKey(credentialsId), filters, paging],
    queryFn: () =>
      readNode<FoundCustomers>('BigcommerceGetCustomers', credentialsId, { ...paramsOf(filters), ...paging }),
    placeholderData: keepPreviousData,
  });
}

export const customerKey = (credentialsId: string, id: string) => ['customer', credentialsId, id];

/** One customer with all that the store knows; null where there is none. */
export function useCustomer(credentialsId: string, id: string) {
  return useQuery({
    queryKey: customerKey(credentialsId, id),
    queryFn: async () => {
      const everything = {
        include_addresses: true,
        include_attributes: true,
        include_form_fields: true,
        include_store_credit: true,
      };
      const params = { customer_id: id, ...everything };
      try {
        return (await readNode<FoundCustomers>('BigcommerceGetCustomers', credentialsId, params)).customers[0] ?? null;
      } catch (error) {
        if (isNoId(error, 'customer_id')) return null;
        throw error;
      }
    },
  });
}

export type NamedAttribute = AttributeValue & { attribute_name?: string };
export type CustomerParts = { attributes: NamedAttribute[]; addresses: Address[] };

/** A customer is listed with at most so many addresses and attributes. */
const mostListed = 10;

/**
 * All addresses and attributes of a customer, the attributes with their names: the node tells their ids only, and the first ten; the export
 * tells the rest as well. Undefined until they are known.
 */
export function useCustomerParts(credentialsId: string, { id, attributes = [], addresses = [] }: Customer) {
  const isWhole = attributes.length === 0 && addresses.length < mostListed;
  const { data, error } = useQuery({
    queryKey: [...customerKey(credentialsId, String(id)), 'parts'],
    queryFn: async ({ signal }): Promise<CustomerParts> => {
      const query = { credentials_id: credentialsId, format: 'ndjson', customer_id: id };
      const exported = await request<Partial<CustomerParts> | undefined>('GET', '/api/exports/customers', {
        query,
        signal,
      });
      return { attributes: exported?.attributes ?? [], addresses: exported?.addresses ?? [] };
    },
    enabled: !isWhole,
  });
  const parts: CustomerParts | undefined = isWhole ? { attributes: [], addresses } : data;
  return { parts, error };
}

export type CustomerUpdated = {
  customer?: Customer;
  customer_id: number;
  fields_updated: string[];
  warnings?: Warning[];
  message: string;
};

export const tryCustomerUpdate = (credentialsId: string, params: NodeParams) =>
  readNode<DryRun>('BigcommerceUpdateCustomer', credentialsId, { ...params, dry_run: true });

export const updateCustomer = (credentialsId: string, params: NodeParams) =>
  callNode<CustomerUpdated>('BigcommerceUpdateCustomer', credentialsId, params);

type Deletable = Extract<DeletedCustomers, { dry_run: true }>;
export type Deleted = Extract<DeletedCustomers, { dry_run: false }>;

export const tryCustomersDelete = (credentialsId: string, ids: number[]) =>
  callNode<Deletable>('BigcommerceDeleteCustomers', credentialsId, { customer_ids: ids, dry_run: true });

export const deleteCustomers = (credentialsId: string, ids: number[]) =>
  callNode<Deleted>('BigcommerceDeleteCustomers', credentialsId, { customer_ids: ids, dry_run: false });

/** Where the customers that the filters leave are downloaded. */
export const customersExport = (credentialsId: string, filters: CustomerFilters, format: 'csv' | 'ndjson'): string =>
  withQuery('/api/exports/customers', { credentials_id: credentialsId, format, ...paramsOf(filters) });

/** What people call a customer. */
export const customerName = (customer: Customer): string => personName(customer) || customer.email;

const paramsOf = (filters: CustomerFilters): CustomerFilters =>
  withMoments(filters, {
    from: ['date_created_min', 'date_modified_min'],
    until: ['date_created_max', 'date_modified_max'],
  });
