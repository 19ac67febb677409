import type { Address } from '../bigcommerce/index.ts';
import { csvRecord } from './csv.ts';
import type { ExportedCustomer } from './read-customers.ts';
import type { Sheet } from './sheet.ts';

/** The header of BigCommerce's Bulk Edit template, which its own importer takes back. Address columns repeat as `- 2`, `- 3`. */
const before = [
  'Email Address',
  'First Name',
  'Last Name',
  'Company',
  'Phone',
  'Notes',
  'Store Credit',
  'Customer Group',
];
const ofAddress = [
  'Address ID',
  'Address First Name',
  'Address Last Name',
  'Address Company',
  'Address Line 1',
  'Address Line 2',
  'Address City',
  'Address State',
  'Address Zip',
  'Address Country',
  'Address Phone',
];
const after = ['Receive Review/Abandoned Cart Emails?', 'Tax Exempt Category', 'Customer ID'];

/** Characters that are handed on at once. */
const chunkLength = 1 << 16;

/**
 * Customers as a Bulk Edit file. How many address columns there are is known once all customers are: asking the store first would cost a
 * second walk, and the answer could be out of date. So a customer's cells are kept in two halves, before and behind the empty columns that it
 * may need, and are put together at the end.
 */
export const customerSheet: Sheet<ExportedCustomer> = {
  text(customers, _, tally) {
    let lines = '';
    for (const customer of customers) {
      const addresses = customer.addresses ?? [];
      tally.widest = Math.max(tally.widest, addresses.length);
      if (hasMore(customer)) tally.leftOut += 1;
      const start = csvRecord([...cellsBefore(customer), ...addresses.flatMap(addressCells)]);
      lines += `${JSON.stringify([start, addresses.length, csvRecord(cellsAfter(customer))])}\n`;
    }
    return lines;
  },

  async *render(lines, { widest }) {
    const blocks = Math.max(1, widest);
    let chunk = `${bulkEditHeader(blocks)}\n`;
    for await (const line of lines) {
      const [start, count, end] = JSON.parse(line) as [string, number, string];
      chunk += `${start}${','.repeat((blocks - count) * ofAddress.length)},${end}\n`;
      if (chunk.length < chunkLength) continue;
      yield chunk;
      chunk = '';
    }
    yield chunk;
  },

  notice({ leftOut }) {
    if (leftOut === 0) return undefined;
    const who = leftOut === 1 ? '1 customer has' : `${leftOut.toLocaleString('en')} customers have`;
    return {
      code: 'not_in_csv',
      message: `${who} attributes, form fields or channels, for which BigCommerce's Bulk Edit file has no columns: they are not in it. Export NDJSON to have everything.`,
    };
  },
};

/** The header row for customers with up to `blocks` addresses. */
function bulkEditHeader(blocks: number): string {
  const addresses = Array.from({ length: blocks }, (_, block) => ofAddress.map((name) => `${name} - ${block + 1}`));
  return csvRecord([...before, ...addresses.flat(), ...after]);
}

function cellsBefore(customer: ExportedCustomer): string[] {
  const { email, first_name, last_name, company, phone, notes, store_credit_amounts, customer_group } = customer;
  const credit = store_credit_amounts?.[0]?.amount ?? 0;
  return [email, first_name, last_name, company, phone, notes, credit, customer_group].map(cell);
}

function addressCells(address: Address): string[] {
  return [
    address.id,
    address.first_name,
    address.last_name,
    address.company,
    address.address1,
    address.address2,
    address.city,
    address.state_or_province,
    address.postal_code,
    address.country || address.country_code,
    address.phone,
  ].map(cell);
}

function cellsAfter(customer: ExportedCustomer): string[] {
  const receives = customer.accepts_product_review_abandoned_cart_emails ? 'Y' : 'N';
  return [receives, customer.tax_exempt_category, customer.id].map(cell);
}

function cell(value: string | number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}

function hasMore({ attributes = [], form_fields = [], channel_ids, addresses = [] }: ExportedCustomer): boolean {
  if (attributes.length > 0 || form_fields.length > 0 || (channel_ids?.length ?? 0) > 0) return true;
  return addresses.some((address) => ((address as { form_fields?: unknown[] }).form_fields?.length ?? 0) > 0);
}
