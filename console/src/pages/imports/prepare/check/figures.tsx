import styled from 'styled-components';
import type { CheckResult } from '../../../../../../src/hosts/http/api-types.ts';
import { amount } from '../../../../parts/amounts.ts';

/** What would become of the rows, as figures. */
export function Figures({ check: { rows, would }, isOld }: { check: CheckResult; isOld: boolean }) {
  const figures: { title: string; value: number; isAlways?: boolean }[] = [
    { title: 'Rows in the file', value: rows, isAlways: true },
    { title: 'New customers', value: would.created, isAlways: true },
    { title: 'Customers updated', value: would.updated },
    { title: 'Nothing to change', value: would.unchanged },
    { title: 'Skipped', value: would.skipped },
    { title: 'Rejected', value: would.rejected, isAlways: true },
  ];
  return (
    <Row $isOld={isOld} aria-label="What would become of the rows">
      {figures
        .filter(({ value, isAlways }) => isAlways || value > 0)
        .map(({ title, value }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{amount(value)}</dd>
          </div>
        ))}
    </Row>
  );
}

const Row = styled.dl<{ $isOld: boolean }>`
  display: grid;
  gap: ${({ theme }) => theme.spacing.medium};
  grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr));
  margin: 0;
  dt { color: ${({ theme }) => theme.colors.secondary60}; }
  dd {
    color: ${({ theme, $isOld }) => ($isOld ? theme.colors.secondary60 : theme.colors.secondary70)};
    font-size: ${({ theme }) => theme.typography.fontSize.xxxLarge};
    font-variant-numeric: tabular-nums;
    line-height: ${({ theme }) => theme.lineHeight.xxLarge};
    margin: 0;
  }
`;
