import { Text } from '@bigcommerce/big-design';
import type { ReactNode } from 'react';
import styled from 'styled-components';
import type { ImportView } from '../../../../src/hosts/http/api-types.ts';
import { useRowLife } from '../../api/imports.ts';
import { Loading } from '../../parts/loading.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { isToldOf } from './is-told-of.ts';

export type WholeRowProps = {
  view: Pick<ImportView, 'import_id' | 'columns' | 'source'>;
  /** `email`: as the list has it that the row was opened in. */
  row: { line: number; email?: string };
  /** @default the value as text */
  renderCell?(column: string, value: string): ReactNode;
};

/** Every column of a row with its value, so that one sees whose row it is. */
export function WholeRow({ view, row, renderCell }: WholeRowProps) {
  const { import_id: id, columns = [] } = view;
  const { line } = row;
  const { data: life, error, refetch } = useRowLife(id, line);
  if (error) return <Trouble error={error} retry={() => void refetch()} />;
  if (!life) return <Loading what={`Loading line ${line}`} />;
  if (!isToldOf(view, life, row)) return <Text marginBottom="none">{notTold}</Text>;
  if (!life.cells) return <Broken>{life.record}</Broken>;
  const secret = new Set(columns.filter(({ why, kind }) => why === 'secret' || kind === 'secret').map(nameOf));
  return (
    <Cells aria-label={`All columns of line ${line}`}>
      {Object.entries(life.cells).map(([column, value]) => (
        <div key={column}>
          <dt>{column}</dt>
          <dd>
            {secret.has(column) ? <Quiet>not shown</Quiet> : (renderCell?.(column, value) ?? <Value text={value} />)}
          </dd>
        </div>
      ))}
    </Cells>
  );
}

/** A value of the file; that there is none is said. */
export const Value = ({ text }: { text: string }) => (text === '' ? <Quiet>blank</Quiet> : text);

const notTold = 'Several rows begin on this line of the file, so that it cannot be shown alone.';

const nameOf = ({ column }: { column: string }): string => column;

const Cells = styled.dl`
  display: grid;
  gap: ${({ theme }) => `${theme.spacing.small} ${theme.spacing.large}`};
  grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr));
  margin: 0;
  dt {
    color: ${({ theme }) => theme.colors.secondary60};
    font-size: ${({ theme }) => theme.typography.fontSize.small};
  }
  dd { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
`;

const Quiet = styled.span`
  color: ${({ theme }) => theme.colors.secondary60};
`;

const Broken = styled.pre`
  margin: 0;
  overflow-wrap: anywhere;
  white-space: pre-wrap;
`;
