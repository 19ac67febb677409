import { Message, Panel, Text } from '@bigcommerce/big-design';
import type { NodeDescription } from '../../../../src/hosts/http/api-types.ts';
import type { NodeOutput, NodeParams } from '../../api/nodes.ts';
import { JsonView } from '../../parts/json-view.tsx';
import { Stack } from '../../parts/page.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Changes } from './changes.tsx';
import { OtherFacts } from './other-facts.tsx';
import { ResultCardView } from './result-card/index.ts';
import { Tabbed } from './tabbed.tsx';
import { useValueNames } from './use-value-names.ts';

export type NodeResultProps = {
  node: NodeDescription;
  output: NodeOutput;
  /** What was sent for it. */
  params: NodeParams;
  credentialsId: string;
  isBusy: boolean;
  onPage(params: { page: number; limit: number }): void;
};

/** What a node answered: in words, as a card and as JSON. */
export function NodeResult({ node, output, params, credentialsId, isBusy, onPage }: NodeResultProps) {
  const { card, effects } = node;
  const names = useValueNames(node, credentialsId);
  const warnings = (output.warnings ?? []) as { message: string }[];
  const list = card?.many ? (output[card.key] as unknown[]) : undefined;
  const limit = Number(params.limit ?? defaultOf(node, 'limit'));
  const page = Number(params.page ?? 1);
  const isPaged = list !== undefined && !params.all && (page > 1 || list.length >= limit);
  const isWritten = effects.writes && output.dry_run !== true;
  return (
    <Stack>
      <div role="status">
        <Message
          type={isWritten ? 'success' : 'info'}
          messages={[{ text: output.message ?? `${node.title}: done.` }]}
        />
      </div>
      {warnings.length > 0 && <Message type="warning" messages={warnings.map(({ message }) => ({ text: message }))} />}
      <Tabbed
        label="Outcome"
        tabs={[
          {
            title: output.dry_run === true ? 'What would happen' : 'Card',
            content: (
              <Stack>
                <Changes node={node} output={output} params={params} names={names} />
                {card && <ResultCardView card={card} output={output} names={names} />}
                {isPaged && (
                  <Pager
                    what={card!.key}
                    page={page}
                    limit={limit}
                    shown={list.length}
                    {...(typeof output.total === 'number' && { total: output.total })}
                    isBusy={isBusy}
                    onPage={(to) => onPage({ page: to, limit })}
                    onLimit={(to) => onPage({ page: 1, limit: to })}
                  />
                )}
                <OtherFacts node={node} output={output} />
              </Stack>
            ),
          },
          { title: 'JSON', content: <JsonView value={output} label="Outcome as JSON" /> },
        ]}
      />
    </Stack>
  );
}

function defaultOf({ form }: NodeDescription, param: string): number {
  return Number(form.flatMap(({ fields }) => fields).find((field) => field.param === param)?.default ?? 50);
}

/** Before the first run. */
export function NoResult({ node }: { node: NodeDescription }) {
  return (
    <Panel header="Outcome">
      <Text color="secondary60">Fill in the form and press “{node.title}”. The result appears here.</Text>
    </Panel>
  );
}
