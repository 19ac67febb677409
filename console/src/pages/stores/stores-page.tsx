import { Page } from '../../parts/page.tsx';

export function StoresPage() {
  return <Page title="Stores">{null}</Page>;
}
