import type { Store } from '../bigcommerce/index.ts';
import { customerSheet } from './customer-sheet.ts';
import { readCustomerFilters } from './filters.ts';
import { type OpenExportOptions, type OpenedExport, openExport } from './open-export.ts';
import { type ExportedCustomer, readCustomers } from './read-customers.ts';
import { type ExportOptions, type ExportResult, type ExportSource, runExport } from './run-export.ts';

/**
 * Writes every customer of a store, or those that the filters leave, in constant memory. CSV is BigCommerce's own Bulk Edit file, as wide as
 * the customer with most addresses needs, which its importer takes back. NDJSON is the API's customer, one a line, with all addresses,
 * attributes, form fields and store credit, and with the names of group and attributes, whose ids mean nothing in another store.
 * @throws {RollcallError} invalid_params for a filter, or when the file is there already or belongs to another unfinished export, and whatever
 * the store answers; a file that is unfinished goes on with the next call
 * @throws {SetupError} when the file cannot be written
 */
export async function exportCustomers(store: Store, options: ExportOptions): Promise<ExportResult> {
  return runExport(store, customersSource(options.filters), options);
}

/**
 * The same as text, for a caller who is told of trouble before the text begins: the first page is read before this resolves.
 * @throws {RollcallError} invalid_params for a filter, and whatever the store answers
 */
export async function openCustomersExport(store: Store, options: OpenExportOptions): Promise<OpenedExport> {
  return openExport(store, customersSource(options.filters), options);
}

function customersSource(filters: ExportOptions['filters']): ExportSource<ExportedCustomer> {
  const { given, query } = readCustomerFilters(filters);
  return {
    what: 'customers',
    filters: given,
    csv: customerSheet,
    open: (store, call) => readCustomers(store, call, query),
  };
}
