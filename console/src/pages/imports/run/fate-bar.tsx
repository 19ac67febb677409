import styled, { type DefaultTheme } from 'styled-components';
import type { ImportLine } from '../../../../../src/hosts/http/api-types.ts';
import { amount } from '../../../parts/amounts.ts';
import { type Fate, fates, fateWords } from './fates.ts';
import { goalOf, percentOf } from './settled.ts';

type Part = Fate | 'pending';

const meanings: Record<Part, string> = {
  created: 'new in the store',
  updated: 'changed in the store',
  unchanged: 'the same already',
  skipped: 'left as it is',
  rejected: 'to be corrected',
  failed: 'to be tried again',
  pending: 'not sent, or no answer',
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const colours: Record<Part, keyof DefaultTheme['colors']> = {
  created: 'success40',
  updated: 'primary40',
  unchanged: 'primary30',
  skipped: 'secondary50',
  rejected: 'danger40',
  failed: 'warning60',
  pending: 'secondary30',
};

/** What became of the rows so far: one bar that fills, and the figures below it. */
export function FateBar({ line, isRunning }: { line: ImportLine; isRunning: boolean }) {
  const parts: Part[] = [...fates, 'pending'];
  const there = parts.filter((part) => line[part] > 0);
  const shown: Part[] = there.length > 0 ? there : ['created'];
  const words = shown.map((part) => `${amount(line[part])} ${fateWords(part)}`).join(', ');
  const percent = percentOf(line);
  const role = isRunning
    ? { role: 'progressbar', 'aria-valuenow': percent, 'aria-valuetext': `${percent} %: ${words}` }
    : { role: 'img' };
  return (
    <div>
      <Bar {...role} aria-label={isRunning ? `Rows with a fate, of ${amount(goalOf(line))}` : `Rows: ${words}`}>
        {parts.map((part) => (
          <Piece key={part} $part={part} style={{ flexGrow: line[part] }} />
        ))}
      </Bar>
      <Figures>
        {shown.map((part) => (
          <div key={part}>
            <dt>
              <Dot $part={part} /> {capital(fateWords(part))}
            </dt>
            <dd>
              {amount(line[part])}
              <small>{meanings[part]}</small>
            </dd>
          </div>
        ))}
      </Figures>
    </div>
  );
}

const Bar = styled.div`
  background: ${({ theme }) => theme.colors.secondary30};
  border-radius: ${({ theme }) => theme.borderRadius.normal};
  display: flex;
  height: 1.25rem;
  overflow: hidden;
`;

/** As wide as its rows ask, but never too thin to be seen. */
const Piece = styled.div<{ $part: Part }>`
  background: ${({ theme, $part }) => theme.colors[colours[$part]]};
  flex-basis: 0;
  transition: flex-grow 0.4s ease-out;
`;

const Dot = styled.span<{ $part: Part }>`
  background: ${({ theme, $part }) => theme.colors[colours[$part]]};
  border-radius: 50%;
  display: inline-block;
  height: 0.75rem;
  width: 0.75rem;
`;

const Figures = styled.dl`
  display: grid;
  gap: ${({ theme }) => `${theme.spacing.small} ${theme.spacing.medium}`};
  grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr));
  margin: ${({ theme }) => `${theme.spacing.medium} 0 0`};
  dt {
    color: ${({ theme }) => theme.colors.secondary60};
  }
  dd {
    font-size: ${({ theme }) => theme.typography.fontSize.xLarge};
    font-variant-numeric: tabular-nums;
    font-weight: ${({ theme }) => theme.typography.fontWeight.semiBold};
    margin: 0;
  }
  small {
    color: ${({ theme }) => theme.colors.secondary60};
    display: block;
    font-size: ${({ theme }) => theme.typography.fontSize.small};
    font-weight: ${({ theme }) => theme.typography.fontWeight.regular};
  }
`;
