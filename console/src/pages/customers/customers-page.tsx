import { Page } from '../../parts/page.tsx';

export function CustomersPage() {
  return <Page title="Customers">{null}</Page>;
}
