import { H3 } from '@bigcommerce/big-design';
import type { NodeDescription } from '../../../../src/hosts/http/api-types.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { inWords } from '../../parts/in-words.ts';

type Change = { from?: unknown; to?: unknown };

/** What a dry run says would change, field by field. */
export function Changes({ node, changes }: { node: NodeDescription; changes: object }) {
  const rows = Object.entries(changes as Record<string, Change>).map(([name, change], id) => ({ id, name, ...change }));
  if (rows.length === 0) return null;
  const labels = new Map(node.form.flatMap(({ fields }) => fields.map(({ param, label }) => [param, label])));
  return (
    <div>
      <H3>What would change</H3>
      <DataTable
        label="What would change"
        rows={rows}
        columns={[
          { key: 'name', header: 'Field', render: ({ name }) => labels.get(name) ?? inWords(name) },
          { key: 'from', header: 'Now', render: ({ from }) => inText(from) },
          { key: 'to', header: 'Then', render: ({ to }) => inText(to) },
        ]}
      />
    </div>
  );
}

function inText(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
