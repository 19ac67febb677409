export { exportCustomers } from './export-customers.ts';
export { exportOrders } from './export-orders.ts';
export { type ExportFormat, exportFormats } from './format.ts';
export type { ExportOptions, ExportResult, ExportTo } from './run-export.ts';
