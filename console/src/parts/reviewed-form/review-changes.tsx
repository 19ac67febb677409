import { Message, Text } from '@bigcommerce/big-design';
import styled from 'styled-components';
import type { Warning } from '../../../../src/hosts/http/api-types.ts';
import { Question } from '../question.tsx';

export type ChangedField = { label: string; from: string; to: string };

export type ReviewChangesProps = {
  /** "Save these changes?" */
  title: string;
  changes: ChangedField[];
  warnings?: Warning[] | undefined;
  /** Said where the write may mail somebody. */
  mails?: string | undefined;
  /** "Save" */
  action: string;
  isBusy: boolean;
  onSave(): void;
  onClose(): void;
};

/** Shows what a write would change, as the store says it, before anything is written. */
export function ReviewChanges({
  title,
  changes,
  warnings = [],
  mails,
  action,
  isBusy,
  onSave,
  onClose,
}: ReviewChangesProps) {
  return (
    <Question
      title={title}
      wayBack="Go back"
      action={action}
      isDestructive={false}
      isBusy={isBusy}
      onConfirm={onSave}
      onClose={onClose}
    >
      <Text color="secondary60">Nothing is saved yet. This would change:</Text>
      <Changes>
        {changes.map(({ label, from, to }) => (
          <li key={label}>
            <strong>{label}:</strong> {from === '' ? <em>nothing</em> : <del>{from}</del>}{' '}
            <span role="img" aria-label="becomes">
              →
            </span>{' '}
            {to === '' ? <em>nothing</em> : <ins>{to}</ins>}
          </li>
        ))}
      </Changes>
      {mails && <Message type="warning" messages={[{ text: mails }]} />}
      {warnings.length > 0 && <Message type="warning" messages={warnings.map(({ message }) => ({ text: message }))} />}
    </Question>
  );
}

const Changes = styled.ul`
  display: grid;
  gap: ${({ theme }) => theme.spacing.xSmall};
  list-style: none;
  margin: 0;
  padding: 0;
  li {
    background: ${({ theme }) => theme.colors.secondary10};
    border-radius: ${({ theme }) => theme.borderRadius.normal};
    padding: ${({ theme }) => `${theme.spacing.xSmall} ${theme.spacing.small}`};
    white-space: pre-line;
  }
  del { color: ${({ theme }) => theme.colors.secondary60}; }
  ins { font-weight: ${({ theme }) => theme.typography.fontWeight.semiBold}; text-decoration: none; }
`;
