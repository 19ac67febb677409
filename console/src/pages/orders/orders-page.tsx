import { Button } from '@bigcommerce/big-design';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useFieldOptions } from '../../api/nodes.ts';
import { orderFilterNames, ordersExport, useOrders } from '../../api/orders.ts';
import { Card } from '../../parts/card.tsx';
import { ForStore } from '../../parts/for-store.tsx';
import { Page } from '../../parts/page.tsx';
import { ExportDialog, type FilterField, FilterForm, useListAddress } from '../../parts/search/index.ts';
import { foundOf, isAll } from './found-of.ts';
import { OrderResults } from './order-results.tsx';

const description =
  'The orders of the store, as it has them now. Search, open one to change or ship it, or export what your search finds.';

export function OrdersPage() {
  return (
    <ForStore title="Orders" what="Orders">
      {({ id }) => <OrdersOf key={id} storeId={id} />}
    </ForStore>
  );
}

function OrdersOf({ storeId }: { storeId: string }) {
  const address = useListAddress(orderFilterNames, 'date_created:desc');
  const { filters, sort, page, limit } = address;
  const list = useOrders(storeId, { filters, sort, page, limit });
  const statuses = useFieldOptions('BigcommerceGetOrders', 'status_id');
  const navigate = useNavigate();
  const [isExporting, setIsExporting] = useState(false);
  const fields: FilterField<(typeof orderFilterNames)[number] | 'order_id'>[] = [
    { name: 'order_id', label: 'Order number', type: 'number', help: 'Opens the order' },
    { name: 'status_id', label: 'Status', options: statuses },
    { name: 'email', label: 'Email of the customer', type: 'email', help: 'The whole address' },
    { name: 'min_date_created', label: 'Placed from', type: 'date' },
    { name: 'max_date_created', label: 'Placed until', type: 'date' },
    { name: 'min_total', label: 'Total at least', type: 'number', isMore: true },
    { name: 'max_total', label: 'Total at most', type: 'number', isMore: true },
    { name: 'payment_method', label: 'Payment method', help: 'Exactly as the store has it', isMore: true },
    { name: 'customer_id', label: 'Customer ID', type: 'number', help: '0 finds the orders of guests', isMore: true },
  ];
  const found = foundOf(list.data);
  const exports = list.data && isAll(list.data) && found ? `Export ${found}` : 'Export orders';
  return (
    <Page
      title="Orders"
      description={description}
      actions={
        <Button
          variant="secondary"
          disabled={!list.data?.count || list.isError || list.isPlaceholderData}
          onClick={() => setIsExporting(true)}
        >
          {exports}
        </Button>
      }
    >
      <Card>
        <FilterForm<(typeof orderFilterNames)[number] | 'order_id'>
          label="Search orders"
          fields={fields}
          filters={filters}
          error={list.error}
          onSearch={({ order_id, ...rest }) => {
            if (order_id?.trim()) void navigate(`/orders/${encodeURIComponent(order_id.trim())}`);
            else address.search(rest);
          }}
        />
      </Card>
      <OrderResults list={list} address={address} />
      {isExporting && (
        <ExportDialog
          title={exports}
          files={[
            {
              format: 'CSV',
              text: 'One row an order: number, status, customer, totals, billing address. For a spreadsheet.',
              href: ordersExport(storeId, filters, 'csv'),
            },
            {
              format: 'NDJSON',
              text: 'Everything that BigCommerce has about an order, one order a line. For programs.',
              href: ordersExport(storeId, filters, 'ndjson'),
            },
          ]}
          onClose={() => setIsExporting(false)}
        >
          {`${Object.keys(filters).length === 0 ? 'Every order of the store' : 'Every order that the search finds'} is in the file, from all pages.`}
        </ExportDialog>
      )}
    </Page>
  );
}
