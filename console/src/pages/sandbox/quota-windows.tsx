import styled from 'styled-components';
import type { SandboxWindow } from '../../../../src/hosts/http/api-types.ts';
import { amount } from '../../parts/amounts.ts';

const shown = 30;

/** The latest quota windows as columns, each filled with what was used of it. @param every Length of a window in words */
export function QuotaWindows({ windows, every }: { windows: SandboxWindow[]; every: string }) {
  const latest = windows.slice(-shown);
  const used = latest.reduce((sum, one) => sum + one.used, 0);
  const refused = latest.reduce((sum, one) => sum + one.refused, 0);
  const most = Math.max(1, ...latest.map((one) => one.quota));
  const part = (value: number): string => `${(100 * value) / most}%`;
  const summary = `In the latest ${latest.length} windows of ${every}: ${amount(used)} requests used, ${amount(refused)} refused.`;
  return (
    <Figure>
      <Columns role="img" aria-label={summary}>
        {latest.map((one) => (
          <Column key={one.started_at}>
            <Whole style={{ height: part(one.quota) }}>
              <Thief style={{ height: part((one.thief * most) / Math.max(1, one.quota)) }} />
              <Used style={{ height: part((one.used * most) / Math.max(1, one.quota)) }} />
            </Whole>
          </Column>
        ))}
      </Columns>
      <Legend>
        <Key as="span">
          <Used /> used
        </Key>
        <Key as="span">
          <Thief /> taken by another app
        </Key>
        <Key as="span">
          <Whole /> left
        </Key>
        <span>The last one is now. {amount(refused)} refused in these.</span>
      </Legend>
    </Figure>
  );
}

const Figure = styled.figure`
  margin: 0;
`;

const Columns = styled.div`
  align-items: end;
  display: flex;
  gap: 3px;
  height: 6rem;
  max-width: 44rem;
`;

const Column = styled.div`
  align-items: end;
  display: flex;
  flex: 0 1 1.25rem;
  min-width: 0;
  height: 100%;
`;

const Whole = styled.div`
  background: ${({ theme }) => theme.colors.secondary20};
  border: 1px solid ${({ theme }) => theme.colors.secondary40};
  display: flex;
  flex-direction: column;
  justify-content: flex-end;
  width: 100%;
`;

const Used = styled.div`
  background: ${({ theme }) => theme.colors.primary40};
`;

const Thief = styled.div`
  background: ${({ theme }) => theme.colors.warning50};
`;

const Legend = styled.figcaption`
  color: ${({ theme }) => theme.colors.secondary60};
  display: flex;
  flex-wrap: wrap;
  font-size: 0.875rem;
  gap: ${({ theme }) => `${theme.spacing.xxSmall} ${theme.spacing.medium}`};
  margin-top: ${({ theme }) => theme.spacing.xSmall};
`;

const Key = styled.span`
  align-items: center;
  display: inline-flex;
  gap: ${({ theme }) => theme.spacing.xxSmall};
  & > div { height: 0.75rem; width: 0.75rem; }
`;
