import { H2, Text } from '@bigcommerce/big-design';
import { Link } from 'react-router';
import styled from 'styled-components';
import { useNodes } from '../../api/nodes.ts';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { EffectBadges } from './effect-badges.tsx';

/** Everything that can be done to a store in one call. */
export function NodesPage() {
  const { data: nodes, error, refetch } = useNodes();
  return (
    <Page
      title="Nodes"
      description="Each node does one thing in your store. Fill in its form and run it here, or copy the same call for a terminal or a program."
    >
      {error && <Trouble error={error} retry={() => void refetch()} />}
      {!nodes && !error && <Loading what="Loading the nodes" />}
      {nodes && (
        <Cards>
          {nodes.map(({ name, action, title, description, effects }) => (
            <Card key={name}>
              <H2 marginBottom="none">
                <Link to={`/nodes/${action}`}>{title}</Link>
              </H2>
              <EffectBadges effects={effects} />
              <Text color="secondary60" marginBottom="none">
                {description}
              </Text>
            </Card>
          ))}
        </Cards>
      )}
    </Page>
  );
}

const Cards = styled.ul`
  display: grid;
  gap: ${({ theme }) => theme.spacing.medium};
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr));
  list-style: none;
  margin: 0;
  padding: 0;
`;

/** The whole card is its link. */
const Card = styled.li`
  align-content: start;
  background: ${({ theme }) => theme.colors.white};
  border: 1px solid ${({ theme }) => theme.colors.secondary30};
  border-radius: ${({ theme }) => theme.borderRadius.normal};
  display: grid;
  gap: ${({ theme }) => theme.spacing.xSmall};
  padding: ${({ theme }) => theme.spacing.large};
  position: relative;
  a { color: ${({ theme }) => theme.colors.primary60}; text-decoration: none; }
  a::after { content: ""; inset: 0; position: absolute; }
  a:focus-visible { outline: none; }
  &:hover, &:focus-within { border-color: ${({ theme }) => theme.colors.primary40}; }
  &:hover a { text-decoration: underline; }
  &:has(a:focus-visible) {
    outline: 2px solid ${({ theme }) => theme.colors.primary};
    outline-offset: 2px;
  }
`;
