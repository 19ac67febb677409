import { Panel, Text } from '@bigcommerce/big-design';
import type { SandboxStats } from '../../../../src/hosts/http/api-types.ts';
import { amount } from '../../parts/amounts.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { inWords } from '../../parts/in-words.ts';

/** Who put what into the store, since it was made. */
export function WhoMade({ stats: { created_by } }: { stats: SandboxStats }) {
  const callers = Object.entries(created_by);
  const kinds = [...new Set(callers.flatMap(([, made]) => Object.keys(made)))];
  const rows = callers.map(([caller, made], id) => ({ id, caller, made }));
  return (
    <Panel
      header="Who made what"
      description="As the sandbox itself has noted it. “anonymous” is everyone who gives no name, Rollcall too."
      marginBottom="none"
    >
      {callers.length === 0 ? (
        <Text color="secondary60">Nobody has made anything yet.</Text>
      ) : (
        <DataTable
          label="Who made what"
          rows={rows}
          columns={[
            { key: 'caller', header: 'Who', render: ({ caller }) => caller },
            ...kinds.map((kind) => ({
              key: kind,
              header: inWords(kind),
              align: 'right' as const,
              render: ({ made }: (typeof rows)[number]) => amount(made[kind] ?? 0),
            })),
          ]}
        />
      )}
    </Panel>
  );
}
