import styled from 'styled-components';
import type { NodeDescription } from '../../../../src/hosts/http/api-types.ts';
import { Pill, type Tone } from '../../parts/pill.tsx';

/** What running a node does to the shop, in a word each. */
export function EffectBadges({ effects: { writes, deletes, mails } }: Pick<NodeDescription, 'effects'>) {
  const words: [word: string, tone: Tone][] = [
    ...(writes ? [] : ([['Reads', 'secondary']] as const)),
    ...(writes && !deletes ? ([['Writes', 'primary']] as const) : []),
    ...(deletes ? ([['Deletes', 'danger']] as const) : []),
    ...(mails ? ([['May send email', 'warning']] as const) : []),
  ].map(([word, tone]) => [word, tone]);
  return (
    <List aria-label="What it does to the store">
      {words.map(([word, tone]) => (
        <li key={word}>
          <Pill $tone={tone}>{word}</Pill>
        </li>
      ))}
    </List>
  );
}

const List = styled.ul`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.spacing.xxSmall};
  list-style: none;
  margin: 0;
  padding: 0;
`;
