import styled from 'styled-components';

/** How far something is. Without a value, that it goes on. */
export function ProgressLine({ label, share }: { label: string; share: number | undefined }) {
  return <Bar aria-label={label} max={1} {...(share !== undefined && { value: Math.min(1, share) })} />;
}

const Bar = styled.progress`
  accent-color: ${({ theme }) => theme.colors.primary};
  height: 0.75rem;
  width: 100%;
`;
