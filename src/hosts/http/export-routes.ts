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
