import { Panel, Text } from '@bigcommerce/big-design';
import type { SandboxStats } from '../../../../src/hosts/http/api-types.ts';
import { amount } from '../../parts/amounts.ts';
import { inWords } from '../../parts/in-words.ts';
import { TableBox } from './table-box.tsx';

/** Who put what into the store, since it was made. */
export function WhoMade({ stats: { created_by } }: { stats: SandboxStats }) {
  const callers = Object.entries(created_by);
  const kinds = [...new Set(callers.flatMap(([, made]) => Object.keys(made)))];
  return (
    <Panel
      header="Who made what"
      description="As the sandbox itself has noted it. “anonymous” is everyone who gives no name, Rollcall too."
      marginBottom="none"
    >
      {callers.length === 0 ? (
        <Text color="secondary60">Nobody has made anything yet.</Text>
      ) : (
        <TableBox label="Who made what">
          <thead>
            <tr>
              <th scope="col">Who</th>
              {kinds.map((kind) => (
                <th key={kind} scope="col" className="number">
                  {inWords(kind)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {callers.map(([caller, made]) => (
              <tr key={caller}>
                <th scope="row">{caller}</th>
                {kinds.map((kind) => (
                  <td key={kind} className="number">
                    {amount(made[kind] ?? 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </TableBox>
      )}
    </Panel>
  );
}
