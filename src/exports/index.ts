export { exportCustomers, openCustomersExport } from './export-customers.ts';
export { exportOrders, openOrdersExport } from './export-orders.ts';
export { type ExportFormat, exportFormats } from './format.ts';
export type { OpenExportOptions, OpenedExport } from './open-export.ts';
export type { ExportOptions, ExportResult, ExportTo } from './run-export.ts';
