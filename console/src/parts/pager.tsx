import { Button, Text } from '@bigcommerce/big-design';
import { useId, useLayoutEffect, useRef } from 'react';
import styled from 'styled-components';
import { amount } from './amounts.ts';
import { NativeSelect } from './fields/index.ts';

const sizes = [25, 50, 100, 250];

export type PagerProps = {
  /** What is paged through: "customers". */
  what: string;
  page: number;
  limit: number;
  /** Rows of this page. */
  shown: number;
  /** Rows in all, where that is known. */
  total?: number;
  /** The page is still asked for. @default false */
  isBusy?: boolean;
  onPage(page: number): void;
  onLimit(limit: number): void;
};

/** Says which rows are seen and leads to the others. */
export function Pager({ what, page, limit, shown, total, isBusy = false, onPage, onLimit }: PagerProps) {
  const sizeId = useId();
  const first = (page - 1) * limit + 1;
  const last = first + shown - 1;
  // Rows may be gone since: the last page that there is comes before an empty one.
  const before = total === undefined ? page - 1 : Math.min(page - 1, Math.max(1, Math.ceil(total / limit)));
  const hasNext = total === undefined ? shown === limit : last < total;
  const of = total === undefined ? '' : ` of ${amount(total)}`;
  const range = shown === 0 ? `No ${what} here` : `${amount(first)}–${amount(last)}${of}`;
  const bar = useRef<HTMLElement>(null);
  const turn = (to: number): void => {
    onPage(to);
    // A page is read from its first row.
    const list = bar.current?.parentElement;
    if (list && list.getBoundingClientRect().top < 0) list.scrollIntoView();
  };
  // A button that leads no further lets go of the keyboard's focus: the other one gets it.
  useLayoutEffect(() => {
    const { activeElement } = document;
    if (bar.current?.contains(activeElement) && activeElement?.matches('button:disabled'))
      bar.current.querySelector<HTMLElement>('button:enabled')?.focus({ preventScroll: true });
  });
  return (
    <Bar ref={bar} aria-label={`Pages of ${what}`}>
      <Text marginBottom="none" aria-live="polite">
        {isBusy ? `Loading page ${amount(page)} …` : range}
      </Text>
      <Size>
        <label htmlFor={sizeId}>Rows per page</label>
        <NativeSelect $isSmall id={sizeId} value={limit} onChange={(event) => onLimit(Number(event.target.value))}>
          {[...new Set([...sizes, limit])]
            .sort((a, b) => a - b)
            .map((size) => (
              <option key={size} value={size}>
                {size}
              </option>
            ))}
        </NativeSelect>
      </Size>
      <Buttons>
        <Button variant="secondary" disabled={page <= 1} onClick={() => turn(before)}>
          Previous
        </Button>
        <Button variant="secondary" disabled={!hasNext} onClick={() => !isBusy && turn(page + 1)}>
          Next
        </Button>
      </Buttons>
    </Bar>
  );
}

const Bar = styled.nav`
  align-items: center;
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => `${theme.spacing.xSmall} ${theme.spacing.large}`};
  label { color: ${({ theme }) => theme.colors.secondary60}; }
`;

const Size = styled.div`
  align-items: center;
  display: flex;
  gap: ${({ theme }) => theme.spacing.xSmall};
`;

const Buttons = styled.div`
  display: flex;
  gap: ${({ theme }) => theme.spacing.xSmall};
  margin-left: auto;
  button { margin: 0; width: auto; }
`;
