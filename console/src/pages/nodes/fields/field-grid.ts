import styled from 'styled-components';

/** Fields beside each other where there is room. */
export const FieldGrid = styled.div`
  align-items: start;
  display: grid;
  gap: ${({ theme }) => theme.spacing.medium};
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr));
`;
