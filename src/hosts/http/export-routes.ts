import * as v from 'valibot';
import { exportFormats, openCustomersExport, openOrdersExport } from '../../exports/index.ts';
import { filterParams, readParams } from '../../nodes/index.ts';
import type { Stores } from '../stores.ts';
import type { ApiRoute } from './route.ts';

/**
 * Query of `GET /api/exports/customers`, a download. The filters are those of BigcommerceGetCustomers, read as loosely: lists are commas, moments
 * ISO 8601. Trouble before the first byte is a failure object with its status; later the connection breaks off.
 */
export type CustomersExportQuery = {
  /** May be left out where exactly one is stored. */
  credentials_id?: string;
  /** csv is BigCommerce's Bulk Edit file, ndjson has everything. @default 'csv' */
  format?: 'csv' | 'ndjson';
} & Partial<Record<CustomersExportFilter, string>>;

export type CustomersExportFilter =
  | 'customer_id'
  | 'customer_ids'
  | 'email'
  | 'emails'
  | 'name'
  | 'company'
  | 'phone'
  | 'customer_group_id'
  | 'date_created_min'
  | 'date_created_max'
  | 'date_modified_min'
  | 'date_modified_max';

/** Query of `GET /api/exports/orders`, a download. The filters are those of BigcommerceGetOrders. */
export type OrdersExportQuery = {
  credentials_id?: string;
  /** csv is one row an order, ndjson the API's order. @default 'csv' */
  format?: 'csv' | 'ndjson';
} & Partial<Record<OrdersExportFilter, string>>;

export type OrdersExportFilter =
  | 'status_id'
  | 'customer_id'
  | 'email'
  | 'min_date_created'
  | 'max_date_created'
  | 'min_total'
  | 'max_total'
  | 'payment_method';

export type ExportRoutesOptions = {
  stores: Stores;
  /** Ends exports when the server stops. */
  signal?: AbortSignal;
};

export const exportQuery = v.object({
  credentials_id: v.optional(
    v.pipe(
      v.string(),
      v.maxLength(200),
      v.description('Id of a stored credential; may be left out where exactly one is stored.'),
    ),
  ),
  format: v.optional(v.picklist(exportFormats), 'csv'),
});

const exports = { customers: openCustomersExport, orders: openOrdersExport };
const contentTypes = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' };

/**
 * Customers and orders as downloads, with the code of `rollcall export`. What can be wrong from the start (credential, filters, a store that
 * refuses) is a failure object with its status, since the first page is read before the answer begins. What fails later breaks the connection off, so
 * that half an export never looks like a whole one. Interactive calls pass an export, and an import on the same store takes turns with it.
 */
export function exportRoutes({ stores, signal }: ExportRoutesOptions): ApiRoute[] {
  return (['customers', 'orders'] as const).map((what) => ({
    method: 'GET' as const,
    path: `/api/exports/${what}`,
    async open({ query: { credentials_id, format: asked, ...filters } }) {
      // All names at once, so that a misspelt one is held against each of them.
      const params = v.object({ ...exportQuery.entries, ...filterParams[what].entries });
      const { credentials_id: id, format } = readParams(
        { params, rules: [] },
        { credentials_id, format: asked, ...filters },
      );
      const store = await stores.open(id);
      const text = await exports[what](store, { filters, format, ...(signal && { signal }) });
      const day = new Date().toISOString().slice(0, 10);
      return {
        headers: {
          'content-type': contentTypes[format],
          'content-disposition': `attachment; filename="${what}-${store.storeHash}-${day}.${format}"`,
        },
        chunks: text,
      };
    },
  }));
}
