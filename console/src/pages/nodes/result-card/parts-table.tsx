import { H4 } from '@bigcommerce/big-design';
import { DataTable } from '../../../parts/data-table.tsx';
import { inWords } from '../../../parts/in-words.ts';
import { formatValue, type StoreObject } from './format-value.tsx';

/** What is worth a column, where an object has it; of other objects the first plain fields are shown. */
const telling = [
  'name',
  'sku',
  'quantity',
  'price_inc_tax',
  'total_inc_tax',
  'attribute_id',
  'attribute_value',
  'value',
];
const amounts = new Set(['price_inc_tax', 'total_inc_tax', 'amount']);
const mostColumns = 5;

/** What belongs to an object, line by line: the products of an order, the attributes of a customer. */
export function PartsTable({ title, rows, currency }: { title: string; rows: StoreObject[]; currency?: unknown }) {
  const names = Object.keys(rows[0]!).filter((name) => typeof rows[0]![name] !== 'object');
  const known = telling.filter((name) => names.includes(name));
  const columns = (known.length > 0 ? known : names).slice(0, mostColumns);
  return (
    <div>
      <H4 marginBottom="xxSmall">{title}</H4>
      <DataTable
        label={title}
        rows={rows.map((row, index) => ({ ...row, currency_code: row.currency_code ?? currency, id: index }))}
        columns={columns.map((name) => ({
          key: name,
          header: columnNames[name] ?? inWords(name),
          ...((amounts.has(name) || name === 'quantity') && { align: 'right' as const }),
          render: (row: StoreObject) =>
            formatValue({ name, ...(amounts.has(name) && { format: 'money' }) }, row) ?? '–',
        }))}
      />
    </div>
  );
}

const columnNames: Record<string, string> = {
  sku: 'SKU',
  price_inc_tax: 'Price with tax',
  total_inc_tax: 'Total with tax',
};
