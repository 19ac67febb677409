import { Panel, Text } from '@bigcommerce/big-design';
import type { SandboxStats } from '../../../../src/hosts/http/api-types.ts';
import { amount, count } from '../../parts/amounts.ts';
import { Actions } from '../../parts/page.tsx';
import { Pill } from '../../parts/pill.tsx';
import { replyWords } from './reply-words.ts';
import { TableBox } from './table-box.tsx';

/** Which requests came, and what became of them. */
export function RequestTable({ stats }: { stats: SandboxStats }) {
  const endpoints = Object.entries(stats.requests).sort(([a], [b]) => a.localeCompare(b));
  const { total, latest } = stats.unknown_requests;
  return (
    <Panel header="Requests" marginBottom="none">
      {endpoints.length === 0 ? (
        <Text color="secondary60">No request has come yet.</Text>
      ) : (
        <TableBox label="Requests by endpoint">
          <thead>
            <tr>
              <th scope="col">What was asked</th>
              <th scope="col">What became of it</th>
              <th scope="col">Most at once</th>
              <th scope="col">Sent per request</th>
            </tr>
          </thead>
          <tbody>
            {endpoints.map(([endpoint, replies]) => (
              <tr key={endpoint}>
                <th scope="row">
                  <code>{endpoint}</code>
                </th>
                <td>
                  <Actions>
                    {Object.entries(replies).map(([reply, times]) => {
                      const { text, tone } = replyWords(reply);
                      return (
                        <Pill key={reply} $tone={tone}>
                          {amount(times)} {text}
                        </Pill>
                      );
                    })}
                  </Actions>
                </td>
                <td>{amount(stats.max_in_flight[endpoint] ?? 0)}</td>
                <td>{perRequest(endpoint, stats.items_per_post[endpoint])}</td>
              </tr>
            ))}
          </tbody>
        </TableBox>
      )}
      {total > 0 && (
        <Text color="secondary60" marginTop="medium">
          {count(total, 'request')} that the sandbox does not know, most recently {latest.at(-1)}.
        </Text>
      )}
    </Panel>
  );
}

/** "10 customers (60 times), 4 customers (once)", the most first. */
function perRequest(endpoint: string, items: Record<string, number> = {}): string {
  const what = endpoint.endsWith('/v3/customers') ? 'customer' : 'item';
  return Object.entries(items)
    .sort(([a], [b]) => Number(b) - Number(a))
    .map(([size, times]) => `${count(Number(size), what)} (${times === 1 ? 'once' : `${amount(times)} times`})`)
    .join(', ');
}
