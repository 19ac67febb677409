import type { ImportView } from '../../../../../src/hosts/http/api-types.ts';
import { Page } from '../../../parts/page.tsx';

/** The page of an import that was started: how it runs, and what became of its rows once it rests. */
export function ImportRun({ view }: { view: ImportView }) {
  return <Page title={view.file}>{view.state}</Page>;
}
