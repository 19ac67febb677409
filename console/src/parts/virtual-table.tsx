import { Button, Text } from '@bigcommerce/big-design';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import styled from 'styled-components';
import { amount } from './amounts.ts';
import { narrow } from './narrow.ts';
import { Actions } from './page.tsx';

export type VirtualColumn<Row> = {
  key: string;
  header: string;
  /** A track of a CSS grid: "6rem", "minmax(12rem, 2fr)". */
  width: string;
  align?: 'right';
  /** In a narrow place its value stands below its header, with the whole width for itself. */
  isWide?: true;
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
  /** What a row that was opened shows below its cells; undefined while it is closed. */
  detail?(row: Row): ReactNode;
  /** Height before a row was measured, in pixels. @default 48 */
  estimatedHeight?: number;
  /** @default "min(36rem, 65vh)" */
  maxHeight?: string;
};

/** What is higher than 33 million pixels browsers cut off: of more rows one part is shown at a time. */
const mostRows = 100_000;

/** A table of any length: only the rows that are seen are in the page. In a narrow place each row is a block, its headers before its values. */
export function VirtualTable<Row>({
  label,
  columns,
  total,
  row,
  onSeen,
  detail,
  estimatedHeight = 48,
  maxHeight = 'min(36rem, 65vh)',
}: VirtualTableProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const [part, setPart] = useState(0);
  const parts = Math.max(1, Math.ceil(total / mostRows));
  const begin = Math.min(part, parts - 1) * mostRows;
  const end = Math.min(total, begin + mostRows);
  const virtualizer = useVirtualizer({
    count: end - begin,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimatedHeight,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const first = begin + (items[0]?.index ?? 0);
  const last = begin + (items.at(-1)?.index ?? -1);
  useEffect(() => {
    if (last >= first) onSeen?.(first, last);
  }, [first, last, onSeen]);
  const tracks = columns.map(({ width }) => width).join(' ');
  const turn = (to: number): void => {
    setPart(to);
    virtualizer.scrollToOffset(0);
  };
  const table = (
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
            <Cell key={key} role="columnheader" $align={align} $isWide={undefined}>
              {header}
            </Cell>
          ))}
        </Line>
      </Head>
      <Body role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index: place, start, key }) => {
          const index = begin + place;
          const value = row(index);
          const opened = value === undefined ? undefined : detail?.(value);
          return (
            <Place
              key={key}
              ref={virtualizer.measureElement}
              data-index={place}
              role="none"
              style={{ transform: `translateY(${start}px)` }}
            >
              <Line role="row" aria-rowindex={index + 2} style={{ minHeight: estimatedHeight }}>
                {columns.map(({ key: column, header, align, isWide, render }) => (
                  <Cell key={column} role="cell" $align={align} $isWide={isWide}>
                    <Label aria-hidden>{header}</Label>
                    <div>{value === undefined ? <Unloaded>…</Unloaded> : render(value, index)}</div>
                  </Cell>
                ))}
              </Line>
              {opened !== undefined && (
                <More role="row">
                  <Opened role="cell" aria-colspan={columns.length}>
                    {opened}
                  </Opened>
                </More>
              )}
            </Place>
          );
        })}
      </Body>
    </Scroller>
  );
  if (parts === 1) return table;
  return (
    <>
      {table}
      <Actions as="nav" aria-label={`Parts of the table: ${label}`}>
        <Text role="status" marginBottom="none">
          {amount(begin + 1)} to {amount(end)} of {amount(total)} rows
        </Text>
        <Button variant="secondary" disabled={begin === 0} onClick={() => turn(begin / mostRows - 1)}>
          Previous {amount(mostRows)}
        </Button>
        <Button variant="secondary" disabled={end === total} onClick={() => turn(begin / mostRows + 1)}>
          Next {amount(end === total ? mostRows : Math.min(mostRows, total - end))}
        </Button>
      </Actions>
    </>
  );
}

const Scroller = styled.div`
  background: ${({ theme }) => theme.colors.white};
  border: 1px solid ${({ theme }) => theme.colors.secondary30};
  border-radius: ${({ theme }) => theme.borderRadius.normal};
  container-type: inline-size;
  overflow: auto;
  position: relative;
`;

const Line = styled.div`
  align-items: center;
  display: grid;
  grid-template-columns: var(--tracks);
  min-width: min-content;
  width: 100%;
  ${narrow} { display: block; min-width: 0; }
`;

const Head = styled.div`
  background: ${({ theme }) => theme.colors.secondary10};
  border-bottom: 1px solid ${({ theme }) => theme.colors.secondary30};
  font-weight: ${({ theme }) => theme.typography.fontWeight.semiBold};
  min-width: min-content;
  position: sticky;
  top: 0;
  z-index: 1;
  /* Each value has its header before it then; who hears the page still has them as headers. */
  ${narrow} {
    clip-path: inset(50%);
    height: 1px;
    min-width: 0;
    overflow: hidden;
    position: absolute;
  }
`;

const Body = styled.div`
  min-width: min-content;
  position: relative;
  ${narrow} { min-width: 0; }
`;

const Place = styled.div`
  border-bottom: 1px solid ${({ theme }) => theme.colors.secondary20};
  left: 0;
  min-width: min-content;
  position: absolute;
  top: 0;
  width: 100%;
  ${narrow} { min-width: 0; padding: ${({ theme }) => theme.spacing.xSmall} 0; }
`;

const Cell = styled.div<{ $align: 'right' | undefined; $isWide: true | undefined }>`
  min-width: 0;
  padding: ${({ theme }) => `${theme.spacing.xSmall} ${theme.spacing.small}`};
  text-align: ${({ $align }) => $align ?? 'left'};
  ${narrow} {
    align-items: baseline;
    display: grid;
    grid-template-columns: ${({ $isWide }) => ($isWide ? 'minmax(0, 1fr)' : '5.5rem minmax(0, 1fr)')};
    overflow-wrap: anywhere;
    padding: ${({ theme }) => `${theme.spacing.xxSmall} ${theme.spacing.small}`};
    text-align: left;
  }
`;

const Label = styled.span`
  color: ${({ theme }) => theme.colors.secondary60};
  display: none;
  font-size: ${({ theme }) => theme.typography.fontSize.small};
  ${narrow} { display: block; }
`;

const More = styled.div``;

/** Stays in sight where the table is scrolled sideways. */
const Opened = styled.div`
  background: ${({ theme }) => theme.colors.secondary10};
  left: 0;
  max-width: 100cqw;
  padding: ${({ theme }) => theme.spacing.small};
  position: sticky;
`;

const Unloaded = styled.span`
  color: ${({ theme }) => theme.colors.secondary60};
`;
