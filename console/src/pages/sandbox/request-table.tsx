import { Panel, Text } from '@bigcommerce/big-design';
import type { SandboxStats } from '../../../../src/hosts/http/api-types.ts';
import { amount, count } from '../../parts/amounts.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Actions } from '../../parts/page.tsx';
import { Pill } from '../../parts/pill.tsx';
import { replyWords } from './reply-words.ts';

/** Which requests came, and what became of them. */
export function RequestTable({ stats }: { stats: SandboxStats }) {
  const endpoints = Object.entries(stats.requests).sort(([a], [b]) => a.localeCompare(b));
  const { total, latest } = stats.unknown_requests;
  return (
    <Panel header="Requests" marginBottom="none">
      {endpoints.length === 0 ? (
        <Text color="secondary60">No request has come yet.</Text>
      ) : (
        <DataTable
          label="Requests by endpoint"
          rows={endpoints.map(([endpoint, replies], id) => ({ id, endpoint, replies }))}
          columns={[
            { key: 'endpoint', header: 'What was asked', render: ({ endpoint }) => <code>{endpoint}</code> },
            { key: 'replies', header: 'What became of it', render: ({ replies }) => <Replies replies={replies} /> },
            {
              key: 'most',
              header: 'Most at once',
              render: ({ endpoint }) => amount(stats.max_in_flight[endpoint] ?? 0),
            },
            {
              key: 'items',
              header: 'Sent per request',
              render: ({ endpoint }) => perRequest(endpoint, stats.items_per_post[endpoint]) || '–',
            },
          ]}
        />
      )}
      {total > 0 && (
        <Text color="secondary60" marginTop="medium">
          {count(total, 'request')} that the sandbox does not know, most recently {latest.at(-1)}.
        </Text>
      )}
    </Panel>
  );
}

function Replies({ replies }: { replies: Record<string, number> }) {
  return (
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
