import { Button } from '@bigcommerce/big-design';
import { useState } from 'react';
import type { ResultCard } from '../../../../../src/hosts/http/api-types.ts';
import { amount } from '../../../parts/amounts.ts';
import { DataTable } from '../../../parts/data-table.tsx';
import { Actions } from '../../../parts/page.tsx';
import { TextLink } from '../../../parts/text-link.tsx';
import { formatValue, pageOf, type StoreObject, type ValueNames } from './format-value.tsx';

/** Rows that are added at a time: thousands at once would make the page slow. */
const step = 250;

export type ObjectTableProps = {
  objects: StoreObject[];
  fields: ResultCard['fields'];
  /** Where they stand in a result; it says what they are: `customers`, `orders`, `groups`. */
  kind: string;
  names?: ValueNames | undefined;
};

/** A list of customers, orders or the like: a column for each field that any of them has. */
export function ObjectTable({ objects, fields, kind, names }: ObjectTableProps) {
  const [shown, setShown] = useState(step);
  const filled = fields.filter(({ name }) => objects.some((object) => (object[name] ?? '') !== ''));
  const rows = objects.slice(0, shown).map((object) => ({ ...object, id: Number(object.id) }));
  return (
    <>
      <DataTable
        label={kind}
        rows={rows}
        columns={filled.map((field) => ({
          key: field.name,
          header: field.label,
          ...(field.format === 'money' && { align: 'right' as const }),
          render: (object: StoreObject) => {
            const value = names?.(field.name, object[field.name]) ?? formatValue(field, object) ?? '–';
            const page = field.name === 'id' ? pageOf(kind, object.id) : undefined;
            return page ? <TextLink to={page}>{value}</TextLink> : value;
          },
        }))}
      />
      {objects.length > shown && (
        <Actions>
          <Button type="button" variant="secondary" onClick={() => setShown(shown + step)}>
            Show more
          </Button>
          <span>
            {amount(shown)} of {amount(objects.length)} are shown.
          </span>
        </Actions>
      )}
    </>
  );
}
