import { Badge, Text } from '@bigcommerce/big-design';
import { useId } from 'react';
import { useSearchParams } from 'react-router';
import styled from 'styled-components';
import type { ImportView } from '../../../../../../src/hosts/http/api-types.ts';
import { count } from '../../../../parts/amounts.ts';
import { TextLink } from '../../../../parts/text-link.tsx';
import type { Preparation } from '../use-preparation.ts';
import { problemExample, problemRemedy, problemTitle } from '../words.ts';
import { type Kind, kindsOf } from './kinds.ts';
import { MissingNames, missingCodes } from './missing-names.tsx';
import { ProblemRows } from './problem-rows.tsx';
import { SameValues } from './same-values.tsx';
import type { FixedRows } from './use-fixed-rows.ts';

export type ProblemKindsProps = { view: ImportView; preparation: Preparation; fixed: FixedRows };

/** What is wrong, kind by kind; one of them is open with its rows. */
export function ProblemKinds({ view, preparation, fixed }: ProblemKindsProps) {
  const [params, setParams] = useSearchParams();
  const kinds = kindsOf(view.check?.problems ?? []);
  const open = openKind(kinds, params);
  const toggle = (kind: Kind): void =>
    setParams(
      (old) => {
        old.delete('problem');
        old.delete('column');
        if (open === kind) return old;
        old.set('problem', kind.code);
        if (kind.column !== '') old.set('column', kind.column);
        return old;
      },
      { replace: true, preventScrollReset: true },
    );
  if (kinds.length === 0) return null;
  return (
    <List>
      {kinds.map((kind) => (
        <Problem
          key={`${kind.code} ${kind.column}`}
          kind={kind}
          isOnly={kinds.filter(({ code }) => code === kind.code).length === 1}
          isOpen={open === kind}
          onToggle={() => toggle(kind)}
          view={view}
          preparation={preparation}
          fixed={fixed}
        />
      ))}
    </List>
  );
}

/** The one that the address names; a code alone stands for the first of its kinds. */
function openKind(kinds: Kind[], params: URLSearchParams): Kind | undefined {
  const column = params.get('column');
  return kinds.find((kind) => kind.code === params.get('problem') && (column === null || kind.column === column));
}

type ProblemProps = ProblemKindsProps & {
  kind: Kind;
  /** No other kind has its code. */
  isOnly: boolean;
  isOpen: boolean;
  onToggle(): void;
};

function Problem({ kind, isOnly, isOpen, onToggle, ...rest }: ProblemProps) {
  const { code, column, groups, rejects, hasRows } = kind;
  const id = useId();
  const first = groups[0]!;
  const title = problemTitle(first, isOnly);
  return (
    <Card>
      <Head>
        <div>
          <h3>{title}</h3>
          <Badge
            variant={rejects ? 'danger' : 'secondary'}
            label={rejects ? 'Rejected' : code === 'duplicate_row' ? 'Skipped' : hasRows ? 'Still imported' : 'To know'}
          />
        </div>
        {hasRows && (
          <Toggle type="button" aria-expanded={isOpen} aria-controls={id} onClick={onToggle}>
            {isOpen ? 'Hide the rows' : `Show ${count(kind.count, 'row')}`}
          </Toggle>
        )}
      </Head>
      <Text marginBottom="none">{problemExample(first)}</Text>
      <Text color="secondary60">
        {[...new Set(groups.map(problemRemedy))].join(' ')}
        {inChoices.has(code) && (
          <>
            {' '}
            <TextLink to="?step=start">Go to the choices</TextLink>
          </>
        )}
      </Text>
      {code === 'group_not_found' && <MissingNames view={rest.view} code={code} column={column} />}
      <div id={id}>
        {isOpen && hasRows && (
          <>
            <SameValues view={rest.view} code={code} column={column} preparation={rest.preparation} />
            <ProblemRows code={code} column={column} title={title} {...rest} />
          </>
        )}
      </div>
    </Card>
  );
}

/** Kinds of problems that a choice of step 3 does away with. */
const inChoices = new Set([...missingCodes, 'newsletter_not_carried', 'addresses_alone']);

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
