import styled from 'styled-components';

/**
 * The browser's own list, as high as the inputs beside it. It opens with one key, and on a phone as phones do. `$isSmall`: it stands in a
 * line of text and is as wide as what is in it.
 */
export const NativeSelect = styled.select<{ $isSmall?: boolean }>`
  background: ${({ theme }) => theme.colors.white};
  border: 1px solid ${({ theme }) => theme.colors.secondary40};
  border-radius: ${({ theme }) => theme.borderRadius.normal};
  color: ${({ theme }) => theme.colors.secondary70};
  display: ${({ $isSmall }) => ($isSmall ? 'inline-block' : 'block')};
  font: inherit;
  max-width: ${({ $isSmall }) => ($isSmall ? '14rem' : 'none')};
  min-height: 2.25rem;
  padding: 0 ${({ theme }) => theme.spacing.xSmall};
  width: ${({ $isSmall }) => ($isSmall ? 'auto' : '100%')};
  &[aria-invalid="true"] { border-color: ${({ theme }) => theme.colors.danger40}; }
  &:focus {
    box-shadow: 0 0 0 4px ${({ theme }) => theme.colors.primary20};
    outline: 1px solid ${({ theme }) => theme.colors.primary40};
  }
`;
