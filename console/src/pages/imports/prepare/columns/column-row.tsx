import { Badge, Text } from '@bigcommerce/big-design';
import { memo } from 'react';
import styled from 'styled-components';
import type { ColumnProposal, MappingTarget } from '../../../../../../src/hosts/http/api-types.ts';
import { noteWords, whyWords } from '../words.ts';
import { TargetChoice } from './target-choice.tsx';
import { targetWords } from './targets.ts';

export type ColumnRowProps = {
  proposal: ColumnProposal;
  /** Undefined where it is as the check left it. */
  draft: string | null | undefined;
  /** The column that was put in its place since. */
  takenBy: string | undefined;
  needsChoice: boolean;
  template: string | undefined;
  targets: MappingTarget[];
  onChange(column: string, target: string | null): void;
};

/** A column of the file: what is in it, where it goes, and why. Files have hundreds of them: only the one that changes is drawn anew. */
export const ColumnRow = memo(function ColumnRow({
  proposal,
  draft,
  takenBy,
  needsChoice,
  template,
  targets,
  onChange,
}: ColumnRowProps) {
  const { column, target, samples, why, kind } = proposal;
  const isSecret = why === 'secret' || kind === 'secret';
  const isChanged = draft !== undefined;
  const note = noteWords(proposal, targets);
  const about = targetNotes[(isChanged ? draft : target) ?? ''];
  return (
    <Row>
      <div>
        <Name>{column}</Name>
        {needsChoice && !isChanged && <Badge variant="primary" label="Choose" />}
        {isChanged && <Badge variant="success" label="Changed" />}
      </div>
      <Samples>
        {samples.length > 0
          ? samples.slice(0, 3).map((sample) => <span key={sample}>{sample}</span>)
          : isSecret
            ? 'Not shown'
            : 'No values in the first rows'}
      </Samples>
      <TargetChoice
        column={column}
        target={draft === undefined ? target : draft}
        targets={targets}
        isSecret={isSecret}
        isUndecided={needsChoice && !isChanged && target === null}
        onChange={(chosen) => onChange(column, chosen)}
      />
      <div>
        {isChanged ? (
          <Text color="secondary60" marginBottom="none">
            {takenBy !== undefined
              ? `“${takenBy}” goes to “${targetWords(target, targets)}” now, in its place.`
              : needsChoice
                ? 'Your choice.'
                : `Before: ${targetWords(target, targets)}.`}
            {about && ` ${about}`}
          </Text>
        ) : (
          <Text color="secondary60" marginBottom="none">
            {whyWords(proposal, template)}
            {note && `. ${note}`}
            {about && `. ${about}`}
          </Text>
        )}
      </div>
    </Row>
  );
});

/** What a target does that its name does not say. */
const targetNotes: Record<string, string> = {
  newsletter: 'Consent is imported only if you choose it in step 3.',
  source_id:
    'The number that the customer has in the shop that the file is from: it stands in the report, and is not sent to the store.',
};

/** What stands in the parts of a row; who hears the page is told by the rows themselves. */
export function ColumnHeads() {
  return (
    <Heads aria-hidden>
      <span>Column</span>
      <span>First values</span>
      <span>Goes to</span>
      <span>Why</span>
    </Heads>
  );
}

const tracks = 'minmax(8rem, 2fr) minmax(8rem, 2fr) minmax(14rem, 2.5fr) minmax(10rem, 3fr)';

const Heads = styled.div`
  color: ${({ theme }) => theme.colors.secondary60};
  display: grid;
  font-size: ${({ theme }) => theme.typography.fontSize.small};
  gap: ${({ theme }) => theme.spacing.medium};
  grid-template-columns: ${tracks};
  padding-bottom: ${({ theme }) => theme.spacing.xxSmall};
  @media (max-width: 60rem) { display: none; }
`;

const Row = styled.li`
  align-items: start;
  border-top: 1px solid ${({ theme }) => theme.colors.secondary30};
  display: grid;
  gap: ${({ theme }) => `${theme.spacing.xxSmall} ${theme.spacing.medium}`};
  grid-template-columns: ${tracks};
  padding: ${({ theme }) => theme.spacing.small} 0;
  @media (max-width: 60rem) {
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
  }
  @media (max-width: 30rem) {
    grid-template-columns: minmax(0, 1fr);
  }
`;

const Name = styled.span`
  font-weight: ${({ theme }) => theme.typography.fontWeight.semiBold};
  margin-right: ${({ theme }) => theme.spacing.xSmall};
`;

const Samples = styled.div`
  color: ${({ theme }) => theme.colors.secondary60};
  display: grid;
  min-width: 0;
  span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;
