import { Button, Panel } from '@bigcommerce/big-design';
import { type ReactNode, useState } from 'react';
import styled from 'styled-components';
import type { Fix, FixedRow, ImportView, Replacement } from '../../../../../../src/hosts/http/api-types.ts';
import { useFixCells, useFixes, useReplaceValues } from '../../../../api/import-check.ts';
import { amount, count } from '../../../../parts/amounts.ts';
import { Stack } from '../../../../parts/page.tsx';
import { Trouble } from '../../../../parts/trouble.tsx';
import { Value } from '../../whole-row.tsx';

/** What was corrected here; the file itself stays as it is. */
export function Corrections({ view, onChanged }: { view: ImportView; onChanged(rows: FixedRow[]): void }) {
  const [limit, setLimit] = useState(50);
  const { data, error } = useFixes(view.import_id, { limit });
  const fix = useFixCells(view.import_id);
  const replace = useReplaceValues(view.import_id);
  const replacements = data?.replacements ?? [];
  const all = (data?.total ?? 0) + replacements.length;
  if (error) return <Trouble error={error} />;
  if (!data || all === 0) return null;
  const isBusy = fix.isPending || replace.isPending;
  const takeBack = async ({ line, row, column }: Fix): Promise<void> => {
    const answer = await fix.mutateAsync([{ line, row, column, value: null }]).catch(() => undefined);
    if (answer) onChanged(answer.rows);
  };
  const putBack = ({ column, from }: Replacement): void => replace.mutate([{ column, from, to: null }]);
  return (
    <Panel
      header={`Your corrections (${amount(all)})`}
      description="They are imported in place of what the file has. The file itself stays as it is."
    >
      <Stack>
        {fix.error && <Trouble error={fix.error} />}
        {replace.error && <Trouble error={replace.error} />}
        <Scroller role="region" aria-label="Your corrections" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Where</th>
                <th scope="col">Column</th>
                <th scope="col">In the file</th>
                <th scope="col">Corrected to</th>
                <th scope="col">Take back</th>
              </tr>
            </thead>
            <tbody>
              {replacements.map((one) => (
                <Correction
                  key={`${one.column} ${one.from}`}
                  where={one.rows === undefined ? 'Every row with it' : count(one.rows, 'row')}
                  column={one.column}
                  former={one.from}
                  value={one.to}
                  takeBack={
                    <Button
                      variant="subtle"
                      marginBottom="none"
                      disabled={isBusy}
                      aria-label={`Take back ${one.from === '' ? 'blank' : `“${one.from}”`} in ${one.column}`}
                      onClick={() => putBack(one)}
                    >
                      Take back
                    </Button>
                  }
                />
              ))}
              {data.fixes.map((one) => (
                <Correction
                  key={`${one.row} ${one.column}`}
                  where={`Line ${amount(one.line)}`}
                  column={one.column}
                  former={one.former ?? ''}
                  value={one.value}
                  takeBack={
                    <Button
                      variant="subtle"
                      marginBottom="none"
                      disabled={isBusy}
                      aria-label={`Take back ${one.column} on line ${one.line}`}
                      onClick={() => void takeBack(one)}
                    >
                      Take back
                    </Button>
                  }
                />
              ))}
            </tbody>
          </table>
        </Scroller>
        {data.total > data.fixes.length && (
          <Button variant="subtle" onClick={() => setLimit((old) => Math.min(1_000, old * 4))}>
            Show more of {amount(data.total)}
          </Button>
        )}
      </Stack>
    </Panel>
  );
}

type CorrectionProps = { where: string; column: string; former: string; value: string; takeBack: ReactNode };

function Correction({ where, column, former, value, takeBack }: CorrectionProps) {
  return (
    <tr>
      <td>{where}</td>
      <td>{column}</td>
      <td>
        <Value text={former} />
      </td>
      <td>
        <Value text={value} />
      </td>
      <td>{takeBack}</td>
    </tr>
  );
}

const Scroller = styled.div`
  max-height: 24rem;
  overflow: auto;
  table { border-collapse: collapse; min-width: 34rem; width: 100%; }
  th, td {
    border-bottom: 1px solid ${({ theme }) => theme.colors.secondary20};
    padding: ${({ theme }) => `${theme.spacing.xxSmall} ${theme.spacing.small}`};
    text-align: left;
  }
  th { font-weight: ${({ theme }) => theme.typography.fontWeight.semiBold}; }
`;
