import type { Store } from '../bigcommerce/index.ts';
import { orderSheet } from './order-sheet.ts';
import { readOrders } from './read-orders.ts';
import { type ExportOptions, type ExportResult, runExport } from './run-export.ts';

/**
 * Writes every order of a store once, in order of id and in constant memory. CSV is a flat table, one row an order; NDJSON is the API's order,
 * one a line. V2 tells no total, so there is none in the progress.
 * @throws {RollcallError} invalid_params when the file is there already or belongs to another unfinished export, and whatever the store
 * answers; a file that is unfinished goes on with the next call
 * @throws {SetupError} when the file cannot be written
 */
export function exportOrders(store: Store, options: ExportOptions): Promise<ExportResult> {
  return runExport(store, { what: 'orders', csv: orderSheet, open: readOrders }, options);
}
