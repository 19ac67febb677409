import { Page } from '../../parts/page.tsx';

export function NodePage() {
  return <Page title="Node">{null}</Page>;
}
