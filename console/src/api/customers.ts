import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CustomersExportFilter } from '../../../src/hosts/http/api-types.ts';
import { dayEnd, dayStart } from '../parts/days.ts';
import { callNode, type DryRun, type Warning } from './call-node.ts';
import { request, withQuery } from './request.ts';

export type CustomerAddress = {
  id: number;
  first_name?: string;
  last_name?: string;
  company?: string;
  address1?: string;
  address2?: string;
  city?: string;
  state_or_province?: string;
  postal_code?: string;
  country?: string;
  country_code?: string;
  phone?: string;
  address_type?: string;
};

export type CustomerView = {
  id: number;
  email: string;
  first_name?: string;
  last_name?: string;
  company?: string;
  phone?: string;
  notes?: string;
  tax_exempt_category?: string;
  customer_group_id?: number;
  date_created?: string;
  date_modified?: string;
  accepts_product_review_abandoned_cart_emails?: boolean;
  authentication?: { force_password_reset?: boolean };
  channel_ids?: number[] | null;
  store_credit_amounts?: { amount: number }[];
  addresses?: CustomerAddress[];
  attributes?: { attribute_id: number; attribute_value: string }[];
  form_fields?: { name: string; value: string | number | string[] }[];
};

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

export type CustomerList = { customers: CustomerView[]; total: number; total_pages: number; current_page: number };

/** One page of the customers that the filters leave. The page before stays until the next one is there. */
export function useCustomers(
  credentialsId: string,
  { filters, ...paging }: { filters: CustomerFilters; sort: string; page: number; limit: number },
) {
  return useQuery({
    queryKey: ['customers', credentialsId, filters, paging],
    queryFn: () =>
      callNode<CustomerList>('BigcommerceGetCustomers', credentialsId, { ...paramsOf(filters), ...paging }),
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
      const answer = await callNode<CustomerList>('BigcommerceGetCustomers', credentialsId, params);
      return answer.customers[0] ?? null;
    },
  });
}

export type NamedAttribute = { attribute_id: number; attribute_name?: string; attribute_value: string };
export type CustomerParts = { attributes: NamedAttribute[]; addresses: CustomerAddress[] };

/** A customer is listed with at most so many addresses and attributes. */
const mostListed = 10;

/**
 * All addresses and attributes of a customer, the attributes with their names: the node tells their ids only, and the first ten; the export
 * tells the rest as well. Undefined until they are known.
 */
export function useCustomerParts(credentialsId: string, { id, attributes = [], addresses = [] }: CustomerView) {
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
  customer?: CustomerView;
  customer_id: number;
  fields_updated: string[];
  warnings?: Warning[];
  message: string;
};

export const tryCustomerUpdate = (credentialsId: string, params: Record<string, unknown>) =>
  callNode<DryRun>('BigcommerceUpdateCustomer', credentialsId, { ...params, dry_run: true });

export const updateCustomer = (credentialsId: string, params: Record<string, unknown>) =>
  callNode<CustomerUpdated>('BigcommerceUpdateCustomer', credentialsId, params);

export type CustomersDeleted = {
  deleted: number;
  would_delete?: number[];
  deleted_ids?: number[];
  not_found: (number | string)[];
  with_orders: number[];
  message: string;
};

/** @param isDry Deletes nothing and says what would be deleted. */
export const deleteCustomers = (credentialsId: string, ids: number[], isDry: boolean) =>
  callNode<CustomersDeleted>('BigcommerceDeleteCustomers', credentialsId, { customer_ids: ids, dry_run: isDry });

/** Where the customers that the filters leave are downloaded. */
export const customersExport = (credentialsId: string, filters: CustomerFilters, format: 'csv' | 'ndjson'): string =>
  withQuery('/api/exports/customers', { credentials_id: credentialsId, format, ...paramsOf(filters) });

/** What people call a customer. */
export function customerName({ first_name = '', last_name = '', email }: CustomerView): string {
  return `${first_name} ${last_name}`.trim() || email;
}

function paramsOf(filters: CustomerFilters): CustomerFilters {
  const { date_created_min, date_created_max, date_modified_min, date_modified_max, ...rest } = filters;
  return withoutBlanks({
    ...rest,
    date_created_min: dayStart(date_created_min),
    date_created_max: dayEnd(date_created_max),
    date_modified_min: dayStart(date_modified_min),
    date_modified_max: dayEnd(date_modified_max),
  });
}

function withoutBlanks(filters: Record<string, string | undefined>): CustomerFilters {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}
