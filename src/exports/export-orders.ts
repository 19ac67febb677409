import type { Order, Store } from '../bigcommerce/index.ts';
import { readOrderFilters } from './filters.ts';
import { type OpenExportOptions, type OpenedExport, openExport } from './open-export.ts';
import { orderSheet } from './order-sheet.ts';
import { readOrders } from './read-orders.ts';
import { type ExportOptions, type ExportResult, type ExportSource, runExport } from './run-export.ts';

/**
 * Writes every order of a store, or those that the filters leave, once, in order of id and in constant memory. CSV is a flat table, one row
 * an order; NDJSON is the API's order, one a line. V2 tells no total, so there is none in the progress.
 * @throws {RollcallError} invalid_params for a filter, or when the file is there already or belongs to another unfinished export, and whatever
 * the store answers; a file that is unfinished goes on with the next call
 * @throws {SetupError} when the file cannot be written
 */
export async function exportOrders(store: Store, options: ExportOptions): Promise<ExportResult> {
  return runExport(store, ordersSource(options.filters), options);
}

/**
 * The same as text, for a caller who is told of trouble before the text begins: the first page is read before this resolves.
 * @throws {RollcallError} invalid_params for a filter, and whatever the store answers
 */
export async function openOrdersExport(store: Store, options: OpenExportOptions): Promise<OpenedExport> {
  return openExport(store, ordersSource(options.filters), options);
}

function ordersSource(filters: ExportOptions['filters']): ExportSource<Order> {
  const { given, query } = readOrderFilters(filters);
  return { what: 'orders', filters: given, csv: orderSheet, open: (store, call) => readOrders(store, call, query) };
}
