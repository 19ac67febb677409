import type { OrderView } from '../../api/orders.ts';
import { dateTime, money } from '../../parts/amounts.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { personName } from '../../parts/person-name.ts';
import { TextLink } from '../../parts/text-link.tsx';
import { OrderStatus } from './order-status.tsx';

export type OrdersTableProps = {
  label: string;
  orders: OrderView[];
  /** Given: the orders of several customers, who are named. */
  showsCustomer?: boolean;
  /** `date_created:desc` */
  sorted?: string;
  onSort?(sort: string): void;
};

export function OrdersTable({ label, orders, showsCustomer = false, sorted, onSort }: OrdersTableProps) {
  return (
    <DataTable
      label={label}
      rows={orders}
      {...(sorted !== undefined && { sorted })}
      {...(onSort && { onSort })}
      columns={[
        {
          key: 'id',
          header: 'Order',
          sort: 'id',
          render: ({ id }) => <TextLink to={`/orders/${id}`}>{id}</TextLink>,
        },
        {
          key: 'date',
          header: 'Placed',
          sort: 'date_created',
          render: ({ date_created }) => (date_created ? dateTime(date_created) : '–'),
        },
        ...(showsCustomer ? [{ key: 'customer', header: 'Customer', render: customerOf }] : []),
        {
          key: 'status',
          header: 'Status',
          sort: 'status_id',
          render: ({ status_id, status }) => <OrderStatus id={status_id} name={status} />,
        },
        { key: 'payment', header: 'Payment', render: ({ payment_method }) => payment_method || '–' },
        { key: 'items', header: 'Items', align: 'right', render: ({ items_total }) => items_total ?? '–' },
        {
          key: 'total',
          header: 'Total',
          align: 'right',
          render: ({ total_inc_tax, currency_code }) => money(total_inc_tax, currency_code),
        },
      ]}
    />
  );
}

function customerOf({ customer_id = 0, billing_address }: OrderView) {
  const name = buyerName(billing_address);
  if (customer_id === 0) return `${name} (guest)`;
  return <TextLink to={`/customers/${customer_id}`}>{name}</TextLink>;
}

/** Who pays, as the billing address has it. */
export const buyerName = (billing: OrderView['billing_address']): string =>
  personName(billing) || billing?.email || 'No name';
