import { Badge, Text } from '@bigcommerce/big-design';
import type { ImportView, ListedProblem } from '../../../../../../src/hosts/http/api-types.ts';
import { readRowLife } from '../../../../api/imports.ts';
import { isToldOf } from '../../is-told-of.ts';
import { EditableCell, type Editor, Shown } from './editable-cell.tsx';

export type FixCellProps = Editor & {
  view: ImportView;
  problem: ListedProblem;
  /** A correction since the check has settled it. */
  isRight: boolean;
};

/** The cell that a problem is about, corrected in place. */
export function FixCell({ view, problem, isRight, ...editor }: FixCellProps) {
  const { row, line, fixable, fix, value, code, email } = problem;
  const column = columnOf(view, problem);
  const shown = isRight ? (
    <Badge variant="success" label="Fixed" />
  ) : (
    (value ?? (code === 'duplicate_row' ? email : undefined))
  );
  if (!fixable || column === undefined)
    return (
      <Shown>
        <span>{shown}</span>
        <Text color="secondary60" marginBottom="none">
          To be corrected in the file
        </Text>
      </Shown>
    );
  return (
    <EditableCell
      {...editor}
      cell={{ place: 'list', row, line, column }}
      verb={isRight ? 'Change' : 'Fix'}
      isNamed={problem.column === undefined}
      beginning={fix ?? value ?? ''}
      // A problem shows the beginning of a value, or none.
      read={async () => {
        if (fix !== undefined) return fix;
        const life = await readRowLife(view.import_id, line).catch(() => undefined);
        return (life && isToldOf(view, life, problem) ? life.cells?.[column] : undefined) ?? value ?? '';
      }}
    >
      {shown}
    </EditableCell>
  );
}

/** Where a problem is corrected: a row that repeats an earlier one is another customer with another email. */
export function columnOf({ columns = [] }: ImportView, { column, code }: ListedProblem): string | undefined {
  if (column !== undefined || code !== 'duplicate_row') return column;
  return columns.find(({ target }) => target === 'email')?.column;
}
