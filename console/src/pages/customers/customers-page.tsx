import { Button } from '@bigcommerce/big-design';
import { useState } from 'react';
import { customerFilterNames, customersExport, useCustomers } from '../../api/customers.ts';
import { useOptions } from '../../api/nodes.ts';
import { count } from '../../parts/amounts.ts';
import { Card } from '../../parts/card.tsx';
import { ForStore } from '../../parts/for-store.tsx';
import { Page } from '../../parts/page.tsx';
import { ExportDialog, type FilterField, FilterForm, useListAddress } from '../../parts/search/index.ts';
import { CustomerResults } from './customer-results.tsx';

const description =
  'The customers of the store, as it has them now. Search, open one to change it, or export what your search finds.';

export function CustomersPage() {
  return (
    <ForStore title="Customers" what="Customers">
      {({ id }) => <CustomersOf key={id} storeId={id} />}
    </ForStore>
  );
}

function CustomersOf({ storeId }: { storeId: string }) {
  const address = useListAddress(customerFilterNames, 'date_created:desc');
  const { filters, sort, page, limit } = address;
  const list = useCustomers(storeId, { filters, sort, page, limit });
  const groups = useOptions('customer_groups', storeId);
  const [isExporting, setIsExporting] = useState(false);
  const total = list.data?.total ?? 0;
  const fields: FilterField<(typeof customerFilterNames)[number]>[] = [
    { name: 'name', label: 'Name', help: 'Any part of it' },
    { name: 'email', label: 'Email', type: 'email', help: 'The whole address' },
    { name: 'company', label: 'Company', help: 'Exactly as the store has it' },
    {
      name: 'customer_group_id',
      label: 'Customer group',
      options: groups.options,
      ...(groups.error && { help: `The groups could not be loaded. ${groups.error.message}` }),
    },
    { name: 'phone', label: 'Phone', help: 'Exactly as the store has it', isMore: true },
    { name: 'customer_id', label: 'Customer ID', type: 'number', isMore: true },
    { name: 'date_created_min', label: 'Created from', type: 'date', isMore: true },
    { name: 'date_created_max', label: 'Created until', type: 'date', isMore: true },
    { name: 'date_modified_min', label: 'Changed from', type: 'date', isMore: true },
    { name: 'date_modified_max', label: 'Changed until', type: 'date', isMore: true },
  ];
  return (
    <Page
      title="Customers"
      description={description}
      actions={
        <Button
          variant="secondary"
          disabled={total === 0 || list.isError || list.isPlaceholderData}
          onClick={() => setIsExporting(true)}
        >
          {total === 0 ? 'Export' : `Export ${count(total, 'customer')}`}
        </Button>
      }
    >
      <Card>
        <FilterForm
          label="Search customers"
          fields={fields}
          filters={filters}
          error={list.error}
          onSearch={address.search}
        />
      </Card>
      <CustomerResults storeId={storeId} list={list} address={address} />
      {isExporting && (
        <ExportDialog
          title={`Export ${count(total, 'customer')}`}
          files={[
            {
              format: 'CSV',
              text: "BigCommerce's own file for Bulk Edit, with addresses. For a spreadsheet, or to import again.",
              href: customersExport(storeId, filters, 'csv'),
            },
            {
              format: 'NDJSON',
              text: 'Everything, attributes and form fields as well: one customer a line. For programs.',
              href: customersExport(storeId, filters, 'ndjson'),
            },
          ]}
          onClose={() => setIsExporting(false)}
        >
          {Object.keys(filters).length === 0
            ? 'Every customer of the store is in the file.'
            : 'Every customer that your search finds is in the file, from all pages.'}
        </ExportDialog>
      )}
    </Page>
  );
}
