import styled from 'styled-components';

export type Tone = 'secondary' | 'primary' | 'success' | 'warning' | 'danger';

/** A state in a word or two. The word says it; the colour helps to find it. */
export const Pill = styled.span<{ $tone: Tone }>`
  background: ${({ theme, $tone }) => theme.colors[`${$tone}20`]};
  border: 1px solid ${({ theme, $tone }) => theme.colors[`${$tone}30`]};
  border-radius: 1em;
  color: ${({ theme }) => theme.colors.secondary70};
  display: inline-block;
  font-size: 0.875rem;
  line-height: 1.25rem;
  padding: 0 ${({ theme }) => theme.spacing.xSmall};
  white-space: nowrap;
`;
