import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import styled from 'styled-components';

export type VirtualColumn<Row> = {
  key: string;
  header: string;
  /** A track of a CSS grid: "6rem", "minmax(12rem, 2fr)". */
  width: string;
  align?: 'right';
  render(row: Row, index: number): ReactNode;
};

export type VirtualTableProps<Row> = {
  /** What the table lists, for those who hear the page. */
  label: string;
  columns: VirtualColumn<Row>[];
  /** How many rows there are in all, loaded or not. */
  total: number;
  /** Undefined while the row is not loaded; then a line without content stands there. */
  row(index: number): Row | undefined;
  /** Called with the rows that are seen, so that they can be loaded. */
  onSeen?(first: number, last: number): void;
  /** Height before a row was measured, in pixels. @default 48 */
  estimatedHeight?: number;
  /** @default "min(36rem, 65vh)" */
  maxHeight?: string;
};

/** A table of any length: only the rows that are seen are in the page. It scrolls by itself, sideways on a narrow screen. */
export function VirtualTable<Row>({
  label,
  columns,
  total,
  row,
  onSeen,
  estimatedHeight = 48,
  maxHeight = 'min(36rem, 65vh)',
}: VirtualTableProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimatedHeight,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= first) onSeen?.(first, last);
  }, [first, last, onSeen]);
  const tracks = columns.map(({ width }) => width).join(' ');
  return (
    <Scroller
      ref={scroller}
      role="table"
      aria-label={label}
      aria-rowcount={total + 1}
      tabIndex={0}
      style={{ maxHeight, ['--tracks' as string]: tracks }}
    >
      <Head role="rowgroup">
        <Line role="row" aria-rowindex={1}>
          {columns.map(({ key, header, align }) => (
            <Cell key={key} role="columnheader" $align={align}>
              {header}
            </Cell>
          ))}
        </Line>
      </Head>
      <Body role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start, key }) => {
          const value = row(index);
          return (
            <Place
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              role="row"
              aria-rowindex={index + 2}
              style={{ transform: `translateY(${start}px)`, minHeight: estimatedHeight }}
            >
              {columns.map(({ key: column, align, render }) => (
                <Cell key={column} role="cell" $align={align}>
                  {value === undefined ? <Unloaded>…</Unloaded> : render(value, index)}
                </Cell>
              ))}
            </Place>
          );
        })}
      </Body>
    </Scroller>
  );
}

const Scroller = styled.div`
  background: ${({ theme }) => theme.colors.white};
  border: 1px solid ${({ theme }) => theme.colors.secondary30};
  border-radius: ${({ theme }) => theme.borderRadius.normal};
  overflow: auto;
  position: relative;
`;

const Line = styled.div`
  display: grid;
  grid-template-columns: var(--tracks);
  min-width: min-content;
  width: 100%;
`;

const Head = styled.div`
  background: ${({ theme }) => theme.colors.secondary10};
  border-bottom: 1px solid ${({ theme }) => theme.colors.secondary30};
  font-weight: ${({ theme }) => theme.typography.fontWeight.semiBold};
  min-width: min-content;
  position: sticky;
  top: 0;
  z-index: 1;
`;

const Body = styled.div`
  min-width: min-content;
  position: relative;
`;

const Place = styled(Line)`
  align-items: center;
  border-bottom: 1px solid ${({ theme }) => theme.colors.secondary20};
  left: 0;
  position: absolute;
  top: 0;
`;

const Cell = styled.div<{ $align: 'right' | undefined }>`
  min-width: 0;
  padding: ${({ theme }) => `${theme.spacing.xSmall} ${theme.spacing.small}`};
  text-align: ${({ $align }) => $align ?? 'left'};
`;

const Unloaded = styled.span`
  color: ${({ theme }) => theme.colors.secondary60};
`;
