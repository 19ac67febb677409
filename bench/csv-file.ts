import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { type CustomerRow, customerRows } from './customer-rows.ts';

const columns: (keyof CustomerRow)[] = [
  'email',
  'first_name',
  'last_name',
  'company',
  'phone',
  'customer_group_id',
  'address1',
  'city',
  'state',
  'zip',
  'country_code',
];

/** Writes the rows of `customerRows(count)` as CSV, ten thousand in memory at a time. */
export async function writeCsv(path: string, count: number): Promise<void> {
  const out = createWriteStream(path);
  out.write(`${columns.join(',')}\n`);
  const piece = 10_000;
  // Seeds part the emails; the first piece is what the bare loop sends.
  for (let start = 0, seed = 1; start < count; start += piece, seed += 1) {
    const rows = customerRows(count <= piece * 5 ? count : Math.min(piece, count - start), seed);
    const text = rows.map((row) => `${columns.map((column) => row[column]).join(',')}\n`).join('');
    if (!out.write(text)) await once(out, 'drain');
    if (rows.length === count) break;
  }
  out.end();
  await once(out, 'close');
}
