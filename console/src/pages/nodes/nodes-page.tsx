import { Page } from '../../parts/page.tsx';

export function NodesPage() {
  return <Page title="Nodes">{null}</Page>;
}
