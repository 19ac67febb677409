import styled from 'styled-components';

/** Fields side by side, as many as there is room for. `$fits`: they take all of a row. */
export const FieldGrid = styled.div<{ $fits?: boolean }>`
  align-items: start;
  display: grid;
  gap: ${({ theme }) => theme.spacing.medium};
  grid-template-columns: repeat(${({ $fits }) => ($fits ? 'auto-fit' : 'auto-fill')}, minmax(min(14rem, 100%), 1fr));
`;
