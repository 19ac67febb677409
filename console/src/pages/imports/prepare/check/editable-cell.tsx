import { Button, Input } from '@bigcommerce/big-design';
import { type Dispatch, type KeyboardEvent, type ReactNode, type SetStateAction, useEffect, useRef } from 'react';
import styled from 'styled-components';
import type { FixedRow } from '../../../../../../src/hosts/http/api-types.ts';
import { useFixCells } from '../../../../api/import-check.ts';
import { BusyButton } from '../../../../parts/busy-button.tsx';

/** A cell that somebody types into. It may stand in a list and in its whole row as well: the place tells the two apart. */
export type Editing = {
  place: 'list' | 'row';
  row: number;
  line: number;
  column: string;
  value: string;
  /** The cell is still being read whole: this is what was known of it. */
  beginning?: string;
};

export type Editor = {
  id: string;
  editing: Editing | undefined;
  onEdit: Dispatch<SetStateAction<Editing | undefined>>;
  onFixed(rows: FixedRow[]): void;
};

export type EditableCellProps = Editor & {
  cell: Omit<Editing, 'value' | 'beginning'>;
  /** What stands there while nobody types. */
  children: ReactNode;
  /** "Fix" or "Change". */
  verb: string;
  /** The button says which column it is about. @default false */
  isNamed?: boolean;
  /** What is known of the cell until it is read. @default '' */
  beginning?: string;
  /** What the cell holds, whole. */
  read(): string | Promise<string>;
};

/** The value of a cell, corrected in place. */
export function EditableCell({
  id,
  editing,
  onEdit,
  onFixed,
  cell,
  children,
  verb,
  isNamed = false,
  beginning = '',
  read,
}: EditableCellProps) {
  const fix = useFixCells(id);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const whole = useRef<string | Promise<string>>(undefined);
  /** What was whole when the cell was opened, or will be. */
  const opened = useRef<string | Promise<string>>(undefined);
  const { place, row, line, column } = cell;
  const isOfCell = (one: Editing | undefined): one is Editing =>
    one?.place === place && one.row === row && one.column === column;
  const isOpen = isOfCell(editing);
  useEffect(() => {
    if (wasOpen.current && !isOpen) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);

  /** Reads the cell before it is opened, so that what is typed at once goes into it. */
  const prepare = async (): Promise<void> => {
    whole.current = read();
    whole.current = await whole.current;
  };
  const open = async (): Promise<void> => {
    const known = whole.current ?? read();
    whole.current = undefined;
    opened.current = known;
    if (typeof known === 'string') return onEdit({ ...cell, value: known });
    // The field is there at once, and keeps the focus and every key.
    onEdit({ ...cell, value: beginning, beginning });
    const value = await known;
    onEdit((old) => (isOfCell(old) && old.beginning !== undefined ? { ...cell, value: completed(old, value) } : old));
  };
  const save = async (): Promise<void> => {
    if (!editing || fix.isPending) return;
    const value = completed(editing, (await opened.current) ?? '');
    const answer = await fix.mutateAsync([{ line, row, column, value }]).catch(() => undefined);
    if (!answer) return;
    onFixed(answer.rows);
    onEdit(undefined);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') void save();
    if (event.key === 'Escape') onEdit(undefined);
  };
  if (isOpen)
    return (
      <Typing>
        <Input
          autoFocus
          aria-label={`${column} on line ${line}`}
          value={editing.value}
          onChange={(event) => onEdit({ ...editing, value: event.target.value })}
          onKeyDown={onKeyDown}
          {...(fix.error && { error: fix.error.message })}
        />
        <BusyButton text="Save" onClick={() => void save()} isLoading={fix.isPending} />
        <Button variant="subtle" onClick={() => onEdit(undefined)}>
          Cancel
        </Button>
      </Typing>
    );
  return (
    <Shown>
      <span role="status">{children}</span>
      <Button
        ref={opener}
        variant="subtle"
        onFocus={() => void prepare()}
        onClick={() => void open()}
        aria-label={`${verb} ${column} on line ${line}`}
      >
        {isNamed ? `${verb} ${column}` : verb}
      </Button>
    </Shown>
  );
}

/** What was typed after the beginning of a cell stands after the whole of it. */
function completed({ value, beginning }: Editing, whole: string): string {
  if (beginning === undefined || !value.startsWith(beginning)) return value;
  return whole + value.slice(beginning.length);
}

export const Shown = styled.div`
  align-items: center;
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => `0 ${theme.spacing.xSmall}`};
  justify-content: space-between;
  & > span { min-width: 0; overflow-wrap: anywhere; }
  .bd-button { flex: none; margin: 0; width: auto; }
`;

/** An email is seen whole: the buttons stand below it where there is no room beside it. */
const Typing = styled.div`
  align-items: start;
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.spacing.xxSmall};
  & > :first-child { flex: 1 1 17rem; min-width: 0; }
  .bd-button { flex: none; margin: 0; width: auto; }
`;
