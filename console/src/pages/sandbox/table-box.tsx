import type { ReactNode } from 'react';
import styled from 'styled-components';

/** A small table that scrolls sideways by itself where there is no room for it. @param label What it lists, for those who hear the page */
export function TableBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box role="region" aria-label={label} tabIndex={0}>
      <table>{children}</table>
    </Box>
  );
}

const Box = styled.div`
  font-variant-numeric: tabular-nums;
  overflow-x: auto;
  table { border-collapse: collapse; min-width: 100%; overflow-wrap: normal; }
  th, td {
    border-bottom: 1px solid ${({ theme }) => theme.colors.secondary20};
    padding: ${({ theme }) => `${theme.spacing.xSmall} ${theme.spacing.small}`};
    text-align: left;
    vertical-align: top;
  }
  thead th { background: ${({ theme }) => theme.colors.secondary10}; white-space: nowrap; }
  tbody th { font-weight: ${({ theme }) => theme.typography.fontWeight.regular}; white-space: nowrap; }
  td.number, th.number { text-align: right; }
`;
