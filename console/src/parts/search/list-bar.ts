import styled from 'styled-components';

/** What a list is about at the left, what can be done with it at the right. */
export const ListBar = styled.div`
  align-items: center;
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.spacing.xSmall};
  min-height: 4rem;
  & > :first-child { flex: 1 1 10rem; }
  & > button { margin: 0; width: auto; }
`;
