import type { Store } from '../bigcommerce/index.ts';
import { customerSheet } from './customer-sheet.ts';
import { readCustomers } from './read-customers.ts';
import { type ExportOptions, type ExportResult, runExport } from './run-export.ts';

/**
 * Writes every customer of a store, in constant memory. CSV is BigCommerce's own Bulk Edit file, as wide as the customer with most addresses
 * needs, which its importer takes back. NDJSON is the API's customer, one a line, with all addresses, attributes, form fields and store
 * credit, and with the names of group and attributes, whose ids mean nothing in another store.
 * @throws {RollcallError} invalid_params when the file is there already or belongs to another unfinished export, and whatever the store
 * answers; a file that is unfinished goes on with the next call
 * @throws {SetupError} when the file cannot be written
 */
export function exportCustomers(store: Store, options: ExportOptions): Promise<ExportResult> {
  return runExport(store, { what: 'customers', csv: customerSheet, open: readCustomers }, options);
}
