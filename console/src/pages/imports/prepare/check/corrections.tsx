import { Button, Panel, Text } from '@bigcommerce/big-design';
import { useState } from 'react';
import styled from 'styled-components';
import type { Fix, FixedRow, ImportView } from '../../../../../../src/hosts/http/api-types.ts';
import { useFixCells, useFixes } from '../../../../api/import-check.ts';
import { amount } from '../../../../parts/amounts.ts';
import { Stack } from '../../../../parts/page.tsx';
import { Trouble } from '../../../../parts/trouble.tsx';

/** What was corrected here; the file itself stays as it is. */
export function Corrections({ view, onChanged }: { view: ImportView; onChanged(rows: FixedRow[]): void }) {
  const total = view.fixes?.total ?? 0;
  const [limit, setLimit] = useState(50);
  const { data, error } = useFixes(view.import_id, { limit, isEnabled: total > 0 });
  const fix = useFixCells(view.import_id);
  if (total === 0) return null;
  const takeBack = async ({ line, row, column }: Fix): Promise<void> => {
    const answer = await fix.mutateAsync([{ line, row, column, value: null }]).catch(() => undefined);
    if (answer) onChanged(answer.rows);
  };
  return (
    <Panel
      header={`Your corrections (${amount(total)})`}
      description="They are imported in place of what the file has. The file itself stays as it is."
    >
      <Stack>
        {error && <Trouble error={error} />}
        {fix.error && <Trouble error={fix.error} />}
        <Scroller role="region" aria-label="Your corrections" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Line</th>
                <th scope="col">Column</th>
                <th scope="col">In the file</th>
                <th scope="col">Corrected to</th>
                <th scope="col">Take back</th>
              </tr>
            </thead>
            <tbody>
              {data?.fixes.map((one) => (
                <tr key={`${one.row} ${one.column}`}>
                  <td>{amount(one.line)}</td>
                  <td>{one.column}</td>
                  <td>
                    {one.former || (
                      <Text color="secondary60" as="span">
                        blank
                      </Text>
                    )}
                  </td>
                  <td>
                    {one.value || (
                      <Text color="secondary60" as="span">
                        blank
                      </Text>
                    )}
                  </td>
                  <td>
                    <Button
                      variant="subtle"
                      marginBottom="none"
                      disabled={fix.isPending}
                      aria-label={`Take back ${one.column} on line ${one.line}`}
                      onClick={() => void takeBack(one)}
                    >
                      Take back
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
        {data && data.total > data.fixes.length && (
          <Button variant="subtle" onClick={() => setLimit((old) => Math.min(1_000, old * 4))}>
            Show more of {amount(data.total)}
          </Button>
        )}
      </Stack>
    </Panel>
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
