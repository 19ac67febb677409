import { Panel } from '@bigcommerce/big-design';
import styled from 'styled-components';
import type { BoughtProduct, OrderView } from '../../api/orders.ts';
import { money } from '../../parts/amounts.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Stack } from '../../parts/page.tsx';

/** What was bought and what it came to. */
export function OrderProducts({ order }: { order: OrderView }) {
  const { products = [], currency_code, payment_method, payment_status } = order;
  const sums: [string, string | undefined, boolean][] = [
    ['Products', order.subtotal_inc_tax, true],
    ['Shipping', order.shipping_cost_inc_tax, true],
    ['Handling', order.handling_cost_inc_tax, false],
    ['Gift wrapping', order.wrapping_cost_inc_tax, false],
    ['Discounts', minus(order.discount_amount), false],
    ['Coupons', minus(order.coupon_discount), false],
  ];
  const rest = restOf(order.total_inc_tax, sums);
  if (rest !== 0) sums.push([Math.abs(rest) < 0.05 ? 'Rounding' : 'Fees and others', String(rest), true]);
  const after: [string, string | undefined][] = [
    ['Paid by store credit', minus(order.store_credit_amount)],
    ['Paid by gift certificate', minus(order.gift_certificate_amount)],
    ['Refunded', minus(order.refunded_amount)],
  ];
  return (
    <Panel header="What was bought" description="All prices are with tax.">
      <Stack>
        <DataTable
          label="What was bought"
          rows={products}
          columns={[
            { key: 'name', header: 'Product', render: (product) => <ProductName {...product} /> },
            { key: 'sku', header: 'SKU', render: ({ sku }) => sku || '–' },
            {
              key: 'price',
              header: 'Price',
              align: 'right',
              render: ({ price_inc_tax }) => money(price_inc_tax, currency_code),
            },
            { key: 'quantity', header: 'Quantity', align: 'right', render: ({ quantity }) => quantity },
            {
              key: 'shipped',
              header: 'Shipped',
              align: 'right',
              render: ({ type, quantity_shipped = 0 }) => (type === 'digital' ? 'Digital' : quantity_shipped),
            },
            {
              key: 'total',
              header: 'Total',
              align: 'right',
              render: ({ total_inc_tax }) => money(total_inc_tax, currency_code),
            },
          ]}
        />
        <Sums>
          {sums
            .filter(([, value, isAlways]) => isAlways || Number(value ?? 0) !== 0)
            .map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{money(value, currency_code)}</dd>
              </div>
            ))}
          <div className="total">
            <dt>Total</dt>
            <dd>{money(order.total_inc_tax, currency_code)}</dd>
          </div>
          <div>
            <dt>Tax in it</dt>
            <dd>{money(order.total_tax, currency_code)}</dd>
          </div>
          {after
            .filter(([, value]) => Number(value ?? 0) !== 0)
            .map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{money(value, currency_code)}</dd>
              </div>
            ))}
          <div>
            <dt>Payment</dt>
            <dd>
              {payment_method || 'Not given'}
              {payment_status && ` (${payment_status})`}
            </dd>
          </div>
        </Sums>
      </Stack>
    </Panel>
  );
}

function ProductName({ name, product_options = [] }: BoughtProduct) {
  const options = product_options.map(({ display_name, display_value }) => `${display_name}: ${display_value}`);
  return (
    <>
      {name}
      {options.length > 0 && <Options>{options.join(', ')}</Options>}
    </>
  );
}

const minus = (value: string | undefined): string | undefined =>
  value === undefined ? undefined : String(-Number(value));

/** What the parts leave of the total, to the cent, as people add them up. */
function restOf(total: string | undefined, parts: [string, string | undefined, boolean][]): number {
  const cents = (value: string | undefined): number => Math.round(Number(value ?? 0) * 100);
  return (cents(total) - parts.reduce((sum, [, value]) => sum + cents(value), 0)) / 100;
}

const Options = styled.div`
  color: ${({ theme }) => theme.colors.secondary60};
`;

const Sums = styled.dl`
  display: grid;
  gap: ${({ theme }) => theme.spacing.xxSmall};
  justify-self: end;
  margin: 0;
  max-width: 24rem;
  width: 100%;
  div { display: flex; gap: ${({ theme }) => theme.spacing.medium}; justify-content: space-between; }
  dt { color: ${({ theme }) => theme.colors.secondary60}; }
  dd { font-variant-numeric: tabular-nums; margin: 0; text-align: right; }
  .total {
    border-top: 1px solid ${({ theme }) => theme.colors.secondary30};
    font-weight: ${({ theme }) => theme.typography.fontWeight.semiBold};
    padding-top: ${({ theme }) => theme.spacing.xxSmall};
    dt { color: inherit; }
  }
`;
