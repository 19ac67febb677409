import { Panel, Text } from '@bigcommerce/big-design';
import styled from 'styled-components';
import type { ImportView } from '../../../../../src/hosts/http/api-types.ts';
import { isMoving } from '../../../api/imports.ts';
import { amount, duration } from '../../../parts/amounts.ts';
import { FateBar } from './fate-bar.tsx';
import { paceOf } from './pace.ts';
import { figure, PaceChart } from './pace-chart.tsx';
import { goalOf, percentOf, settledOf } from './settled.ts';
import { survivedWords } from './survived-words.ts';
import { secondsLeft } from './time-left.ts';
import { useWaitWords } from './use-wait-words.ts';

/** How far an import is, and how it gets on. */
export function RunPanel({ view, isAway }: { view: ImportView; isAway: boolean }) {
  const runs = isMoving(view);
  const waits = useWaitWords(view);
  const left = view.state === 'running' && !isAway ? secondsLeft(view) : undefined;
  const pace = paceOf(view);
  const survived = survivedWords(view);
  const title = runs ? 'Progress' : 'What became of the rows';
  return (
    <Panel header={isAway ? `${title}, as last known` : title} marginBottom="none">
      {isAway && runs && (
        <Text role="status">
          Rollcall does not answer, so nothing is known of the import since then. What it had sent is safe.
        </Text>
      )}
      {view.pending > 0 && (
        <Headline>
          <strong>{percentOf(view)} %</strong>
          <span>
            {amount(settledOf(view))} of {amount(goalOf(view))} rows
          </span>
        </Headline>
      )}
      <FateBar line={view} isRunning={runs} />
      <Facts>
        {left !== undefined && <Fact name="Time left" value={left < 1 ? 'a moment' : `about ${duration(left)}`} />}
        {pace !== undefined && <Fact name="Customers a second" value={figure(pace)} />}
        <Fact
          name={runs ? 'Running for' : 'Ran for'}
          value={view.seconds < 1 ? 'less than 1 s' : duration(view.seconds)}
        />
        <Fact name="Calls to the store" value={amount(view.requests)} />
        {!isAway && view.live?.available !== undefined && view.live.quota !== undefined && (
          <Fact
            name="Calls left in this window"
            value={`${amount(view.live.available)} of ${amount(view.live.quota)}`}
          />
        )}
      </Facts>
      {waits && !isAway && (
        <Text color="secondary60" marginBottom="none">
          {waits}
        </Text>
      )}
      {survived && <Text marginBottom="none">{survived}</Text>}
      {view.history.length > 2 && (
        <ChartPlace>
          <PaceChart history={view.history} settledBefore={view.check?.would.rejected ?? 0} />
        </ChartPlace>
      )}
    </Panel>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

const Headline = styled.p`
  align-items: baseline;
  display: flex;
  gap: ${({ theme }) => theme.spacing.xSmall};
  margin: ${({ theme }) => `0 0 ${theme.spacing.xSmall}`};
  strong { font-size: ${({ theme }) => theme.typography.fontSize.xLarge}; }
  span { color: ${({ theme }) => theme.colors.secondary60}; }
`;

const Facts = styled.dl`
  border-top: 1px solid ${({ theme }) => theme.colors.secondary30};
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => `${theme.spacing.small} ${theme.spacing.xLarge}`};
  margin: ${({ theme }) => `${theme.spacing.medium} 0 ${theme.spacing.xSmall}`};
  padding-top: ${({ theme }) => theme.spacing.small};
  dt {
    color: ${({ theme }) => theme.colors.secondary60};
    font-size: ${({ theme }) => theme.typography.fontSize.small};
  }
  dd {
    font-variant-numeric: tabular-nums;
    margin: 0;
  }
`;

const ChartPlace = styled.div`
  margin-top: ${({ theme }) => theme.spacing.medium};
`;
