import { Navigate, useParams } from 'react-router';
import { useNodes } from '../../api/nodes.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { TextLink } from '../../parts/text-link.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { EffectBadges } from './effect-badges.tsx';
import { NodeDesk } from './node-desk.tsx';

/** One node: its form, its result, and the same call elsewhere. */
export function NodePage() {
  const { name: asked = '' } = useParams();
  const { data: nodes, error, refetch } = useNodes();
  const back = <TextLink to="/nodes">All nodes</TextLink>;
  if (!nodes)
    return (
      <Page title="Node">
        {error ? <Trouble error={error} retry={() => void refetch()} /> : <Loading what="Loading the node" />}
      </Page>
    );
  const named = nodes.find(({ name }) => name === asked);
  if (named) return <Navigate to={`/nodes/${named.action}`} replace />;
  const node = nodes.find(({ action }) => action === asked);
  if (!node)
    return (
      <Page title="No such node">
        <Empty title={`There is no node "${asked}"`} actions={back}>
          There are {nodes.map(({ title }) => title).join(', ')}.
        </Empty>
      </Page>
    );
  return (
    <Page
      title={node.title}
      description={
        <>
          {back} · {node.description}
        </>
      }
    >
      <EffectBadges effects={node.effects} />
      <NodeDesk key={node.name} node={node} />
    </Page>
  );
}
