import styled from 'styled-components';

/** A panel of the design system without a header: what is in it begins at its top. */
export const Card = styled.section`
  background: ${({ theme }) => theme.colors.white};
  border-radius: ${({ theme }) => theme.borderRadius.normal};
  box-shadow: ${({ theme }) => theme.shadow.raised};
  padding: ${({ theme }) => theme.spacing.medium};
  ${({ theme }) => theme.breakpoints.tablet} { padding: ${({ theme }) => theme.spacing.xLarge}; }
`;
