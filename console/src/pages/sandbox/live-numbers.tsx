import { Panel } from '@bigcommerce/big-design';
import styled from 'styled-components';
import type { SandboxView } from '../../../../src/hosts/http/api-types.ts';
import { amount, duration } from '../../parts/amounts.ts';
import { Facts } from '../../parts/facts.tsx';

/** What has reached the sandbox so far, in a few numbers. */
export function LiveNumbers({ view: { stats } }: { view: SandboxView }) {
  const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((all, one) => all + one, 0);
  const faults = sum(stats.faults);
  const refused = stats.refused.quota + stats.refused.concurrency;
  return (
    <Panel header="Right now" marginBottom="none">
      <Steady>
        <Facts
          facts={[
            ['Customers in it', amount(stats.rows.customers ?? 0)],
            ['Orders in it', amount(stats.rows.orders ?? 0)],
            ['Requests so far', amount(stats.total_requests)],
            ['On their way now', amount(stats.in_flight)],
            ['Most at once', amount(Math.max(0, ...Object.values(stats.max_in_flight)))],
            ['Refused as too many', amount(refused)],
            ['Hit by a fault', amount(faults)],
            ['Counting for', duration((stats.now - stats.started_at) / 1000)],
          ]}
        />
      </Steady>
    </Panel>
  );
}

/** Digits of one width: a number that changes does not move its neighbours. */
export const Steady = styled.div`
  font-variant-numeric: tabular-nums;
`;
