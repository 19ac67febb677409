import { H3, Text } from '@bigcommerce/big-design';
import type { ReactNode } from 'react';
import styled from 'styled-components';
import { Actions } from './page.tsx';

/** Says why a place is empty and what fills it. */
export function Empty({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <Place>
      <H3 as="h2">{title}</H3>
      {children && <Text color="secondary60">{children}</Text>}
      {actions && <Actions>{actions}</Actions>}
    </Place>
  );
}

const Place = styled.div`
  display: grid;
  justify-items: center;
  padding: ${({ theme }) => `${theme.spacing.xLarge} ${theme.spacing.medium}`};
  text-align: center;
  p { max-width: 40rem; }
`;
