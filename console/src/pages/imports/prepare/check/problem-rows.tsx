import { Input, Text } from '@bigcommerce/big-design';
import { useEffect, useMemo, useState } from 'react';
import styled from 'styled-components';
import type { FixedRow, ImportView, ListedProblem, RowProblem } from '../../../../../../src/hosts/http/api-types.ts';
import { type ProblemRow, useProblemRows } from '../../../../api/import-check.ts';
import { amount, count } from '../../../../parts/amounts.ts';
import { Loading } from '../../../../parts/loading.tsx';
import { Stack } from '../../../../parts/page.tsx';
import { Trouble } from '../../../../parts/trouble.tsx';
import { useSeen } from '../../../../parts/use-seen.ts';
import { type VirtualColumn, VirtualTable } from '../../../../parts/virtual-table.tsx';
import { plainMessage } from '../../plain-message.ts';
import { RowToggle } from '../../row-toggle.tsx';
import { useOpenRows } from '../../use-open-rows.ts';
import { Value, WholeRow } from '../../whole-row.tsx';
import type { Preparation } from '../use-preparation.ts';
import { EditableCell, type Editing, type Editor } from './editable-cell.tsx';
import { columnOf, FixCell } from './fix-cell.tsx';
import type { FixedRows } from './use-fixed-rows.ts';

export type ProblemRowsProps = {
  view: ImportView;
  code: string;
  /** Empty for problems of no single column. */
  column: string;
  title: string;
  preparation: Preparation;
  fixed: FixedRows;
};

/** The rows with problems of one kind, however many; what is wrong in a cell is corrected in place. */
export function ProblemRows({ view, code, column, title, preparation, fixed }: ProblemRowsProps) {
  const { isChecking, setEditing: setBusy } = preparation;
  const [text, setText] = useState('');
  const q = useLater(text.trim(), 300);
  const [seen, see] = useSeen();
  const { total, row, error, retry } = useProblemRows(
    view.import_id,
    { code, column, ...(q !== '' && { q }) },
    seen,
    !isChecking,
  );
  const [editing, setEditing] = useState<Editing>();
  const isEditing = editing !== undefined;
  const opened = useOpenRows();
  useEffect(() => {
    setBusy(isEditing);
    return () => setBusy(false);
  }, [isEditing, setBusy]);

  const { import_id: id } = view;
  const editor = useMemo<Editor>(
    () => ({ id, editing, onEdit: setEditing, onFixed: fixed.add }),
    [id, editing, fixed.add],
  );
  const columns = useMemo<VirtualColumn<ProblemRow>[]>(() => {
    const shown = ({ row: no, problems }: ProblemRow): Shown => shownOf(problems, code, fixed.of(no));
    return [
      {
        key: 'line',
        header: 'Line',
        width: '6.5rem',
        render: ({ line, row: no }) => (
          <RowToggle line={line} isOpen={opened.has(no)} onToggle={() => opened.toggle(no)} />
        ),
      },
      {
        key: 'email',
        header: 'Email',
        width: 'minmax(11rem, 1.5fr)',
        render: ({ problems }) => problems[0]!.email ?? '',
      },
      {
        key: 'column',
        header: 'Column',
        width: 'minmax(7rem, 1fr)',
        render: (one) => columnOf(view, shown(one).problem) ?? '',
      },
      {
        key: 'value',
        header: 'Value',
        width: 'minmax(19rem, 2fr)',
        isWide: true,
        render: (one) => <FixCell view={view} problem={shown(one).problem} isRight={shown(one).isRight} {...editor} />,
      },
      {
        key: 'message',
        header: 'What is wrong',
        width: 'minmax(15rem, 2.5fr)',
        isWide: true,
        render: (one) => {
          const { problem, left, isRight } = shown(one);
          if (isRight && left.length === 0) return 'Nothing any more.';
          if (isRight) return `The row is imported. ${plainMessage(left[0]!)}`;
          const more = left.length > 0 ? ` And ${amount(left.length)} more in this row.` : '';
          return `${plainMessage(problem)}${more}`;
        },
      },
    ];
  }, [view, code, editor, fixed, opened]);

  return (
    <Stack>
      <Top>
        <Input
          type="search"
          label="Find"
          placeholder="Part of an email, or a line"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {total !== undefined && (
          <Text role="status" color="secondary60" marginBottom="none">
            {q === '' ? count(total, 'row') : `${count(total, 'row')} found`}
          </Text>
        )}
      </Top>
      {error && <Trouble error={error} retry={retry} />}
      {total === undefined ? (
        !error && <Loading what="Loading the rows" />
      ) : total === 0 ? (
        <Text>{q === '' ? 'There are none any more.' : `No row with “${q}” has this problem.`}</Text>
      ) : (
        <VirtualTable
          key={q}
          label={`${title}: rows`}
          columns={columns}
          total={total}
          row={row}
          onSeen={see}
          detail={({ row: no, line, problems }) => {
            if (!opened.has(no)) return undefined;
            const { email, fixable } = problems[0]!;
            return (
              <WholeRow
                view={view}
                row={{ line, ...(email !== undefined && { email }) }}
                {...(fixable && {
                  renderCell: (of: string, value: string) => (
                    <EditableCell
                      {...editor}
                      cell={{ place: 'row', row: no, line, column: of }}
                      verb="Fix"
                      read={() => value}
                    >
                      <Value text={value} />
                    </EditableCell>
                  ),
                })}
              />
            );
          }}
          estimatedHeight={56}
        />
      )}
    </Stack>
  );
}

type Shown = { problem: ListedProblem; left: RowProblem[]; isRight: boolean };

/** The first thing that is still wrong with a row, as far as it is for this kind of problem or leaves the row out. */
function shownOf(problems: ListedProblem[], code: string, result: FixedRow | undefined): Shown {
  const first = problems[0]!;
  if (!result) return { problem: first, left: problems.slice(1), isRight: false };
  const next =
    result.problems.find((problem) => problem.code === code) ??
    (result.rejected ? result.problems.find(({ rejects }) => rejects) : undefined);
  if (!next) return { problem: first, left: result.problems, isRight: true };
  const left = result.problems.filter((problem) => problem !== next);
  return { problem: { ...bare(first), ...next }, left, isRight: false };
}

/** What the row is, without the problem that it was listed for. */
function bare({ row, line, email, row_rejected, fixable }: ListedProblem) {
  return { row, line, row_rejected, fixable, ...(email !== undefined && { email }) };
}

function useLater(value: string, ms: number): string {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return later;
}

const Top = styled.div`
  align-items: end;
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.spacing.medium};
  justify-content: space-between;
  margin-top: ${({ theme }) => theme.spacing.xSmall};
  & > :first-child { flex: 0 1 20rem; }
`;
