import { H1, Text } from '@bigcommerce/big-design';
import { type ReactNode, useEffect } from 'react';
import styled from 'styled-components';

export type PageProps = {
  title: string;
  /** One or two sentences under the title. */
  description?: ReactNode;
  /** Buttons beside the title. */
  actions?: ReactNode;
  children: ReactNode;
};

/** One page: its title is the heading and the name of the browser's tab. */
export function Page({ title, description, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Rollcall`;
  }, [title]);
  return (
    <>
      <Head>
        <div>
          <H1 marginBottom="none">{title}</H1>
          {description && <Text color="secondary60">{description}</Text>}
        </div>
        {actions && <Actions>{actions}</Actions>}
      </Head>
      <Stack>{children}</Stack>
    </>
  );
}

const Head = styled.div`
  align-items: flex-start;
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.spacing.medium};
  justify-content: space-between;
  margin-bottom: ${({ theme }) => theme.spacing.medium};
`;

/** Buttons in a row that wraps. */
export const Actions = styled.div`
  align-items: center;
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.spacing.xSmall};
  & > .bd-button { margin: 0; width: auto; }
`;

/** Parts of a page below each other, evenly. */
export const Stack = styled.div`
  display: grid;
  gap: ${({ theme }) => theme.spacing.medium};
  grid-template-columns: minmax(0, 1fr);
  & > * { margin-bottom: 0; }
`;
