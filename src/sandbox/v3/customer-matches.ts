import { dateFilter } from '../http/dates.ts';
import { type Query, readIds, readList } from '../http/query.ts';
import { foldEmail } from '../store/fold-email.ts';
import type { Customer } from '../store/rows.ts';

type Test = (row: Customer) => boolean;

/** The test that a query's filters make together; undefined when it has none. Texts are compared without case: our choice. */
export function customerMatches(query: Query): Test | undefined {
  if (query.size === 0) return undefined;
  const tests: Test[] = [];
  const among = (name: string, value: (row: Customer) => string): void => {
    const list = readList(query, name);
    if (!list) return;
    const wanted = new Set(list.map((item) => item.toLowerCase()));
    tests.push((row) => wanted.has(value(row).toLowerCase()));
  };
  among('company:in', (row) => row.company);
  among('phone:in', (row) => row.phone);
  among('email:in', (row) => foldEmail(row.email));
  among('name:in', (row) => `${row.first_name} ${row.last_name}`);
  among('registration_ip_address:in', () => '');
  const ids = readIds(query, 'id:in');
  if (ids) tests.push((row) => ids.includes(row.id));
  const groups = readIds(query, 'customer_group_id:in');
  if (groups) tests.push((row) => groups.includes(row.customer_group_id));
  const like = readList(query, 'name:like')?.map((part) => part.toLowerCase());
  if (like) {
    tests.push((row) => {
      const name = `${row.first_name} ${row.last_name}`.toLowerCase();
      return like.some((part) => name.includes(part));
    });
  }
  const created = dateFilter(query, 'date_created');
  if (created) tests.push((row) => created(row.created));
  const modified = dateFilter(query, 'date_modified');
  if (modified) tests.push((row) => modified(row.modified));
  if (tests.length === 0) return undefined;
  return (row) => tests.every((test) => test(row));
}
