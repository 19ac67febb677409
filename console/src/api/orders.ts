import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type {
  FoundOrders,
  Order,
  OrderProduct,
  OrderShippingAddress,
  OrdersExportFilter,
  Shipment,
  Warning,
} from '../../../src/hosts/http/api-types.ts';
import { withMoments } from './days.ts';
import { callNode, type DryRun, isNoId, type NodeParams, readNode } from './nodes.ts';
import { ApiError, withQuery } from './request.ts';

/** A line item with what is shown of it. */
export type BoughtProduct = OrderProduct & {
  sku?: string;
  price_inc_tax?: string;
  total_inc_tax?: string;
  product_options?: { display_name?: string; display_value?: string }[];
};

/** An order with what is shown of it. Money is text with four decimals. */
export type OrderView = Order & {
  date_modified?: string;
  date_shipped?: string;
  subtotal_ex_tax?: string;
  subtotal_inc_tax?: string;
  shipping_cost_ex_tax?: string;
  shipping_cost_inc_tax?: string;
  handling_cost_inc_tax?: string;
  wrapping_cost_inc_tax?: string;
  discount_amount?: string;
  coupon_discount?: string;
  store_credit_amount?: string;
  gift_certificate_amount?: string;
  total_tax?: string;
  total_ex_tax?: string;
  total_inc_tax?: string;
  refunded_amount?: string;
  currency_code?: string;
  items_total?: number;
  items_shipped?: number;
  payment_method?: string;
  payment_status?: string;
  products?: BoughtProduct[];
  shipping_addresses?: OrderShippingAddress[];
};

export const orderFilterNames = [
  'status_id',
  'email',
  'min_date_created',
  'max_date_created',
  'min_total',
  'max_total',
  'payment_method',
  'customer_id',
] as const satisfies OrdersExportFilter[];

export type OrderFilterName = (typeof orderFilterNames)[number];
/** As they stand in the page's address: days are `2026-01-31`. */
export type OrderFilters = Partial<Record<OrderFilterName, string>>;

/** One page; how many there are in all is not told. */
export type OrderList = Omit<FoundOrders, 'orders'> & { orders: OrderView[] };

export const ordersKey = (credentialsId: string) => ['orders', credentialsId];

/** One page of the orders that the filters leave. The page before stays until the next one is there. */
export function useOrders(
  credentialsId: string,
  { filters, ...paging }: { filters: OrderFilters; sort: string; page: number; limit: number },
) {
  return useQuery({
    queryKey: [...ordersKey(credentialsId), filters, paging],
    queryFn: () => readNode<OrderList>('BigcommerceGetOrders', credentialsId, { ...paramsOf(filters), ...paging }),
    placeholderData: keepPreviousData,
  });
}

export const orderKey = (credentialsId: string, id: string) => ['order', credentialsId, id];

/** One order with what was bought, where it goes and what was shipped; null where there is none. */
export function useOrder(credentialsId: string, id: string) {
  return useQuery({
    queryKey: orderKey(credentialsId, id),
    queryFn: async () => {
      try {
        const params = { order_id: id, include_products: true, include_shipping: true };
        return (await readNode<OrderList>('BigcommerceGetOrders', credentialsId, params)).orders[0] ?? null;
      } catch (error) {
        if (isNoId(error, 'order_id') || (error instanceof ApiError && error.code === 'order_not_found')) return null;
        throw error;
      }
    },
  });
}

export type OrderUpdated = {
  order_id: number;
  status?: string;
  /** Names of parameters; `shipment_created` where something was shipped. */
  fields_updated: string[];
  shipments: Shipment[];
  warnings?: Warning[];
  message: string;
};

export const tryOrderUpdate = (credentialsId: string, params: NodeParams) =>
  readNode<DryRun>('BigcommerceUpdateOrder', credentialsId, { ...params, dry_run: true });

export const updateOrder = (credentialsId: string, params: NodeParams) =>
  callNode<OrderUpdated>('BigcommerceUpdateOrder', credentialsId, params);

/** Where the orders that the filters leave are downloaded. */
export const ordersExport = (credentialsId: string, filters: OrderFilters, format: 'csv' | 'ndjson'): string =>
  withQuery('/api/exports/orders', { credentials_id: credentialsId, format, ...paramsOf(filters) });

const paramsOf = (filters: OrderFilters): OrderFilters =>
  withMoments(filters, { from: ['min_date_created'], until: ['max_date_created'] });
