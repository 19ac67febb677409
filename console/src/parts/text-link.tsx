import { Link } from 'react-router';
import styled from 'styled-components';

/** A link to another page of the console. */
export const TextLink = styled(Link)`
  color: ${({ theme }) => theme.colors.primary60};
  text-decoration: underline;
  text-underline-offset: 0.15em;
`;
