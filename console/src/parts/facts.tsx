import type { ReactNode } from 'react';
import styled from 'styled-components';

/** What is known, name by name. What is empty is a dash, so that one sees that it is. */
export function Facts({ facts }: { facts: [name: string, value: ReactNode][] }) {
  return (
    <List>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === undefined || value === null || value === '' ? '–' : value}</dd>
        </div>
      ))}
    </List>
  );
}

const List = styled.dl`
  display: grid;
  gap: ${({ theme }) => theme.spacing.medium};
  grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr));
  margin: 0;
  dt { color: ${({ theme }) => theme.colors.secondary60}; font-size: 0.875rem; }
  dd { margin: 0; overflow-wrap: break-word; white-space: pre-line; }
`;
