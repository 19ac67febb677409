import { Badge, Text } from '@bigcommerce/big-design';
import { useId } from 'react';
import { useSearchParams } from 'react-router';
import styled from 'styled-components';
import type { ImportView } from '../../../../../../src/hosts/http/api-types.ts';
import { amount, count } from '../../../../parts/amounts.ts';
import { TextLink } from '../../../../parts/text-link.tsx';
import type { Preparation } from '../use-preparation.ts';
import { problemRemedy, problemTitle, withoutFlags } from '../words.ts';
import { type Kind, kindsOf } from './kinds.ts';
import { ProblemRows } from './problem-rows.tsx';
import type { FixedRows } from './use-fixed-rows.ts';

export type ProblemKindsProps = { view: ImportView; preparation: Preparation; fixed: FixedRows };

/** What is wrong, kind by kind; one of them is open with its rows. */
export function ProblemKinds({ view, preparation, fixed }: ProblemKindsProps) {
  const [params, setParams] = useSearchParams();
  const open = params.get('problem');
  const toggle = (code: string): void =>
    setParams(
      (old) => {
        if (open === code) old.delete('problem');
        else old.set('problem', code);
        return old;
      },
      { replace: true, preventScrollReset: true },
    );
  return (
    <List>
      {kindsOf(view.check?.problems ?? []).map((kind) => (
        <Problem
          key={kind.code}
          kind={kind}
          isOpen={open === kind.code}
          onToggle={() => toggle(kind.code)}
          view={view}
          preparation={preparation}
          fixed={fixed}
        />
      ))}
    </List>
  );
}

type ProblemProps = ProblemKindsProps & { kind: Kind; isOpen: boolean; onToggle(): void };

function Problem({ kind, isOpen, onToggle, ...rest }: ProblemProps) {
  const { code, groups, rejects, hasRows } = kind;
  const id = useId();
  const first = groups[0]!;
  const title = problemTitle(first);
  return (
    <Card>
      <Head>
        <div>
          <h3>{title}</h3>
          <Badge
            variant={rejects ? 'danger' : 'secondary'}
            label={rejects ? 'Left out' : code === 'duplicate_row' ? 'Skipped' : hasRows ? 'Still imported' : 'To know'}
          />
        </div>
        {hasRows && (
          <Toggle type="button" aria-expanded={isOpen} aria-controls={id} onClick={onToggle}>
            {isOpen ? 'Hide the rows' : `Show ${count(kind.count, 'row')}`}
          </Toggle>
        )}
      </Head>
      <Text marginBottom="none">
        {groups.length === 1 ? (
          withoutFlags(first.message)
        ) : (
          <>
            In {groups.map(({ column, count: rows }) => `${column ?? 'the row'} (${amount(rows)})`).join(', ')}. For
            example: {withoutFlags(first.message)}
          </>
        )}
      </Text>
      <Text color="secondary60">
        {problemRemedy(first)}
        {code === 'newsletter_not_carried' && (
          <>
            {' '}
            <TextLink to="?step=start">Go to the choices</TextLink>
          </>
        )}
      </Text>
      <div id={id}>{isOpen && hasRows && <ProblemRows key={code} code={code} title={title} {...rest} />}</div>
    </Card>
  );
}

const List = styled.ul`
  list-style: none;
  margin: 0;
  padding: 0;
`;

const Card = styled.li`
  border-top: 1px solid ${({ theme }) => theme.colors.secondary30};
  padding: ${({ theme }) => theme.spacing.small} 0;
  &:first-child { border-top: 0; }
`;

const Head = styled.div`
  align-items: center;
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.spacing.xSmall};
  justify-content: space-between;
  & > div {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: ${({ theme }) => theme.spacing.xSmall};
  }
  h3 {
    font-size: ${({ theme }) => theme.typography.fontSize.medium};
    font-weight: ${({ theme }) => theme.typography.fontWeight.semiBold};
    margin: 0;
  }
`;

const Toggle = styled.button`
  background: none;
  border: 1px solid ${({ theme }) => theme.colors.secondary30};
  border-radius: ${({ theme }) => theme.borderRadius.normal};
  color: ${({ theme }) => theme.colors.primary60};
  cursor: pointer;
  font: inherit;
  padding: ${({ theme }) => `${theme.spacing.xxSmall} ${theme.spacing.small}`};
  &:hover { background: ${({ theme }) => theme.colors.primary10}; }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary};
    outline-offset: 2px;
  }
`;
