import { Page } from '../../parts/page.tsx';

export function SandboxPage() {
  return <Page title="Sandbox">{null}</Page>;
}
