import { ProgressCircle } from '@bigcommerce/big-design';
import { Link, useSearchParams } from 'react-router';
import styled, { css } from 'styled-components';

export type Step = 'columns' | 'check' | 'start';

export const steps: { step: Step; title: string }[] = [
  { step: 'columns', title: 'Columns' },
  { step: 'check', title: 'Check' },
  { step: 'start', title: 'Choices and start' },
];

/** The step that the address names. */
export function useStep(): Step {
  const [params] = useSearchParams();
  return steps.find(({ step }) => step === params.get('step'))?.step ?? 'columns';
}

export type StepsProps = {
  current: Step;
  /** What stands beside a step: "2 to choose". */
  hints: Partial<Record<Step, string>>;
  /** Only the first step can be taken: the file cannot be checked with these columns. */
  isStuck: boolean;
  /** What goes on, as text. */
  activity: string | undefined;
};

/** Where one is on the way from a file to an import. */
export function Steps({ current, hints, isStuck, activity }: StepsProps) {
  return (
    <Bar>
      <nav aria-label="Steps of this import">
        <ol>
          {steps.map(({ step, title }, index) => {
            const text = (
              <>
                <Figure aria-hidden>{index + 1}</Figure>
                <span>
                  {title}
                  {hints[step] && <Hint> {hints[step]}</Hint>}
                </span>
              </>
            );
            return (
              <li key={step}>
                {isStuck && step !== 'columns' ? (
                  <Closed>{text}</Closed>
                ) : (
                  <Place to={`?step=${step}`} {...(step === current && { 'aria-current': 'step' as const })}>
                    {text}
                  </Place>
                )}
              </li>
            );
          })}
        </ol>
      </nav>
      <Activity role="status">
        {activity && (
          <>
            <ProgressCircle size="xxSmall" />
            {activity}
          </>
        )}
      </Activity>
    </Bar>
  );
}

const Bar = styled.div`
  align-items: center;
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.spacing.xSmall};
  justify-content: space-between;
  /* Where there is room, what goes on is in sight beside a long table too. */
  @media (min-width: 60rem) and (min-height: 500px) {
    background: ${({ theme }) => theme.colors.secondary10};
    padding: ${({ theme }) => theme.spacing.xSmall} 0;
    position: sticky;
    top: 0;
    z-index: 3;
  }
  ol {
    display: flex;
    flex-wrap: wrap;
    gap: ${({ theme }) => theme.spacing.xSmall};
    list-style: none;
    margin: 0;
    padding: 0;
  }
`;

const Figure = styled.span`
  border: 1px solid currentcolor;
  border-radius: 50%;
  display: inline-grid;
  flex: none;
  height: 1.5rem;
  place-items: center;
  width: 1.5rem;
`;

const place = css`
  align-items: center;
  background: ${({ theme }) => theme.colors.white};
  border: 1px solid ${({ theme }) => theme.colors.secondary30};
  border-radius: ${({ theme }) => theme.borderRadius.normal};
  display: flex;
  gap: ${({ theme }) => theme.spacing.xSmall};
  padding: ${({ theme }) => `${theme.spacing.xSmall} ${theme.spacing.small}`};
`;

const Closed = styled.span`
  ${place}
  color: ${({ theme }) => theme.colors.secondary60};
`;

const Place = styled(Link)`
  ${place}
  color: ${({ theme }) => theme.colors.secondary70};
  text-decoration: none;
  &:hover { background: ${({ theme }) => theme.colors.secondary20}; }
  &[aria-current] {
    border-color: ${({ theme }) => theme.colors.primary40};
    color: ${({ theme }) => theme.colors.primary60};
    font-weight: ${({ theme }) => theme.typography.fontWeight.semiBold};
  }
`;

const Hint = styled.span`
  color: ${({ theme }) => theme.colors.secondary60};
  font-weight: ${({ theme }) => theme.typography.fontWeight.regular};
`;

const Activity = styled.div`
  align-items: center;
  color: ${({ theme }) => theme.colors.secondary60};
  display: flex;
  gap: ${({ theme }) => theme.spacing.xSmall};
  min-height: 1.5rem;
`;
