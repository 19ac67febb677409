import { Badge, Button, Input, Text } from '@bigcommerce/big-design';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import styled from 'styled-components';
import type { FixedRow, ImportView, ListedProblem } from '../../../../../../src/hosts/http/api-types.ts';
import { readCells, useFixCells } from '../../../../api/import-check.ts';
import { BusyButton } from '../../../../parts/busy-button.tsx';

/** A cell that somebody types into. */
export type Editing = { row: number; line: number; column: string; value: string };

export type FixCellProps = {
  view: ImportView;
  problem: ListedProblem;
  /** A correction since the check has settled it. */
  isRight: boolean;
  editing: Editing | undefined;
  onEdit(editing: Editing | undefined): void;
  onFixed(rows: FixedRow[]): void;
};

/** The value of a cell, corrected in place. */
export function FixCell({ view, problem, isRight, editing, onEdit, onFixed }: FixCellProps) {
  const { import_id: id } = view;
  const { row, line, fixable } = problem;
  const fix = useFixCells(id);
  const [isOpening, setOpening] = useState(false);
  const again = useRef<HTMLButtonElement>(null);
  const wasSaved = useRef(false);
  const isOpen = editing?.row === row;
  useEffect(() => {
    if (isOpen || !wasSaved.current) return;
    wasSaved.current = false;
    again.current?.focus();
  }, [isOpen]);

  const column = problem.column ?? (problem.code === 'duplicate_row' ? emailColumn(view) : undefined);
  const open = async (): Promise<void> => {
    if (column === undefined) return;
    setOpening(true);
    // A problem shows the beginning of a value, or none.
    const cells = problem.fix === undefined ? await readCells(id, line).catch(() => ({})) : {};
    setOpening(false);
    const value = problem.fix ?? (cells as Record<string, string>)[column] ?? problem.value ?? '';
    onEdit({ row, line, column, value });
  };
  const save = async (): Promise<void> => {
    if (!editing) return;
    const { column: of, value } = editing;
    const answer = await fix.mutateAsync([{ line, row, column: of, value }]).catch(() => undefined);
    if (!answer) return;
    wasSaved.current = true;
    onFixed(answer.rows);
    onEdit(undefined);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') void save();
    if (event.key === 'Escape') onEdit(undefined);
  };
  if (isOpen)
    return (
      <Editor>
        <Input
          autoFocus
          aria-label={`${editing.column} on line ${line}`}
          value={editing.value}
          onChange={(event) => onEdit({ ...editing, value: event.target.value })}
          onKeyDown={onKeyDown}
          {...(fix.error && { error: fix.error.message })}
        />
        <BusyButton text="Save" onClick={() => void save()} isLoading={fix.isPending} />
        <Button variant="subtle" onClick={() => onEdit(undefined)}>
          Cancel
        </Button>
      </Editor>
    );
  return (
    <Shown>
      <span role="status">
        {isRight ? (
          <Badge variant="success" label="Fixed" />
        ) : (
          <Value>{problem.value ?? (problem.code === 'duplicate_row' ? problem.email : undefined)}</Value>
        )}
      </span>
      {fixable && column !== undefined ? (
        <Button
          ref={again}
          variant="subtle"
          isLoading={isOpening}
          onClick={() => void open()}
          aria-label={`${isRight ? 'Change' : 'Fix'} ${column} on line ${line}`}
        >
          {isRight ? 'Change' : 'Fix'}
        </Button>
      ) : (
        <Text color="secondary60" marginBottom="none">
          To be corrected in the file
        </Text>
      )}
    </Shown>
  );
}

/** A row that repeats an earlier one is another customer with another email. */
function emailColumn({ columns = [] }: ImportView): string | undefined {
  return columns.find(({ target }) => target === 'email')?.column;
}

const Shown = styled.div`
  align-items: center;
  display: flex;
  gap: ${({ theme }) => theme.spacing.xSmall};
  justify-content: space-between;
  .bd-button { flex: none; margin: 0; width: auto; }
`;

const Editor = styled.div`
  align-items: start;
  display: flex;
  gap: ${({ theme }) => theme.spacing.xxSmall};
  & > :first-child { flex: 1 1 auto; }
  .bd-button { flex: none; margin: 0; width: auto; }
`;

const Value = styled.span`
  overflow-wrap: anywhere;
`;
