import styled from 'styled-components';
import { amount } from '../../parts/amounts.ts';

/** The line of a row, which opens the whole row below it and closes it again. */
export function RowToggle({ line, isOpen, onToggle }: { line: number; isOpen: boolean; onToggle(): void }) {
  return (
    <Toggle
      type="button"
      aria-expanded={isOpen}
      aria-label={`The whole row on line ${amount(line)}`}
      title={isOpen ? 'Close the row' : 'Show the whole row'}
      onClick={onToggle}
    >
      <Arrow aria-hidden $isOpen={isOpen}>
        ▸
      </Arrow>
      {amount(line)}
    </Toggle>
  );
}

const Toggle = styled.button`
  background: none;
  border: 0;
  border-radius: ${({ theme }) => theme.borderRadius.normal};
  color: ${({ theme }) => theme.colors.primary60};
  cursor: pointer;
  display: inline-flex;
  font: inherit;
  gap: ${({ theme }) => theme.spacing.xxSmall};
  padding: ${({ theme }) => theme.spacing.xxSmall};
  &:hover { background: ${({ theme }) => theme.colors.primary10}; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary}; }
`;

const Arrow = styled.span<{ $isOpen: boolean }>`
  display: inline-block;
  transform: ${({ $isOpen }) => ($isOpen ? 'rotate(90deg)' : 'none')};
`;
