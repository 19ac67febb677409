import type { ReactNode } from 'react';
import styled from 'styled-components';
import { narrow } from './narrow.ts';

export type DataColumn<Row> = {
  key: string;
  header: string;
  align?: 'right';
  /** What sorts by this column; without it the header is text. */
  sort?: string;
  render(row: Row): ReactNode;
};

export type DataTableProps<Row extends { id: number }> = {
  /** What the table lists, for those who hear the page. */
  label: string;
  columns: DataColumn<Row>[];
  rows: Row[];
  /** What a row is called, for its checkbox. Given: rows can be selected. */
  selection?: { ids: ReadonlySet<number>; name(row: Row): string; onChange(ids: Set<number>): void };
  /** `last_name:asc` */
  sorted?: string;
  onSort?(sort: string): void;
};

/** A table of one page of rows. In a narrow place each row is a block, its headers before its values. */
export function DataTable<Row extends { id: number }>({
  label,
  columns,
  rows,
  selection,
  sorted = '',
  onSort,
}: DataTableProps<Row>) {
  const [by, direction] = sorted.split(':');
  const chosen = rows.filter(({ id }) => selection?.ids.has(id));
  const toggle = (some: Row[], on: boolean): void => {
    const ids = new Set(selection?.ids);
    for (const { id } of some) on ? ids.add(id) : ids.delete(id);
    selection?.onChange(ids);
  };
  const allOrNone = chosen.length === rows.length ? 'Select none of this page' : 'Select all of this page';
  return (
    <Scroller role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {selection && (
              <td>
                <SelectAll>
                  <input
                    type="checkbox"
                    aria-label={allOrNone}
                    checked={rows.length > 0 && chosen.length === rows.length}
                    ref={(box) => {
                      if (box) box.indeterminate = chosen.length > 0 && chosen.length < rows.length;
                    }}
                    onChange={() => toggle(rows, chosen.length < rows.length)}
                  />
                  <span aria-hidden="true">{allOrNone}</span>
                </SelectAll>
              </td>
            )}
            {columns.map(({ key, header, align, sort }) => {
              const isBy = sort !== undefined && sort === by;
              const isUp = isBy && direction !== 'desc';
              return (
                <Head
                  key={key}
                  scope="col"
                  $align={align}
                  {...(isBy && { 'aria-sort': isUp ? 'ascending' : 'descending' })}
                >
                  {sort && onSort ? (
                    <button type="button" onClick={() => onSort(`${sort}:${isUp ? 'desc' : 'asc'}`)}>
                      {header}
                      <span aria-hidden="true">{isBy ? (isUp ? ' ↑' : ' ↓') : ' ↕'}</span>
                    </button>
                  ) : (
                    header
                  )}
                </Head>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.id} $chosen={selection?.ids.has(row.id) ?? false}>
              {selection && (
                <td className="select">
                  <input
                    type="checkbox"
                    aria-label={`Select ${selection.name(row)}`}
                    checked={selection.ids.has(row.id)}
                    onChange={() => toggle([row], !selection.ids.has(row.id))}
                  />
                </td>
              )}
              {columns.map(({ key, header, align, render }) => (
                <Cell key={key} $align={align}>
                  <Label>{header}</Label>
                  <div>{render(row)}</div>
                </Cell>
              ))}
            </Line>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

const Scroller = styled.div`
  container-type: inline-size;
  overflow-x: auto;
  position: relative;
  table { border-collapse: collapse; min-width: 100%; width: max-content; }
  th, td {
    border-bottom: 1px solid ${({ theme }) => theme.colors.secondary20};
    padding: ${({ theme }) => `${theme.spacing.xSmall} ${theme.spacing.small}`};
    vertical-align: middle;
  }
  thead th, thead td { border-bottom-color: ${({ theme }) => theme.colors.secondary30}; }
  tbody tr:last-child td { border-bottom: none; }
  input[type='checkbox'] {
    accent-color: ${({ theme }) => theme.colors.primary};
    display: block;
    height: 1.125rem;
    margin: 0;
    width: 1.125rem;
  }
  td:first-child, th:first-child { padding-left: ${({ theme }) => theme.spacing.xxSmall}; }
  ${narrow} {
    table, thead, tbody, tr { display: block; width: 100%; }
    /* What sorts is beside the table as well, and each value has its header before it. */
    thead th { display: none; }
    tbody tr {
      border-bottom: 1px solid ${({ theme }) => theme.colors.secondary20};
      padding: ${({ theme }) => theme.spacing.xSmall} 0;
      position: relative;
    }
    tbody tr:last-child { border-bottom: none; }
    tbody tr td { border-bottom: none; padding: ${({ theme }) => theme.spacing.xxSmall}; }
    tbody td.select { position: absolute; }
    td.select ~ td { margin-left: ${({ theme }) => theme.spacing.xLarge}; }
  }
`;

const SelectAll = styled.label`
  align-items: center;
  display: flex;
  gap: ${({ theme }) => theme.spacing.small};
  span { display: none; }
  ${narrow} { span { display: inline; } }
`;

const Head = styled.th<{ $align: 'right' | undefined }>`
  font-weight: ${({ theme }) => theme.typography.fontWeight.semiBold};
  text-align: ${({ $align }) => $align ?? 'left'};
  white-space: nowrap;
  button {
    background: none;
    border: none;
    border-radius: ${({ theme }) => theme.borderRadius.normal};
    color: inherit;
    cursor: pointer;
    font: inherit;
    padding: 0;
    &:focus-visible {
      outline: 2px solid ${({ theme }) => theme.colors.primary};
      outline-offset: 2px;
    }
    span { color: ${({ theme }) => theme.colors.secondary60}; }
  }
`;

const Line = styled.tr<{ $chosen: boolean }>`
  background: ${({ theme, $chosen }) => ($chosen ? theme.colors.primary10 : 'none')};
  &:hover { background: ${({ theme, $chosen }) => ($chosen ? theme.colors.primary10 : theme.colors.secondary10)}; }
`;

const Cell = styled.td<{ $align: 'right' | undefined }>`
  font-variant-numeric: ${({ $align }) => ($align === 'right' ? 'tabular-nums' : 'normal')};
  max-width: 16rem;
  overflow-wrap: break-word;
  text-align: ${({ $align }) => $align ?? 'left'};
  ${narrow} {
    align-items: baseline;
    display: grid;
    grid-template-columns: 6.5rem minmax(0, 1fr);
    max-width: none;
    text-align: left;
  }
`;

const Label = styled.span`
  color: ${({ theme }) => theme.colors.secondary60};
  display: none;
  font-size: ${({ theme }) => theme.typography.fontSize.small};
  ${narrow} { display: block; }
`;
