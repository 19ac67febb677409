import { Button, H3, Panel, Text } from '@bigcommerce/big-design';
import { useCallback, useRef } from 'react';
import { useNavigate } from 'react-router';
import styled from 'styled-components';
import type { ColumnProposal, ImportCheckBody, ImportView } from '../../../../../../src/hosts/http/api-types.ts';
import { useMappingTargets } from '../../../../api/mappings.ts';
import { count } from '../../../../parts/amounts.ts';
import { BusyButton } from '../../../../parts/busy-button.tsx';
import { Loading } from '../../../../parts/loading.tsx';
import { Actions } from '../../../../parts/page.tsx';
import { tell } from '../../../../parts/tell.ts';
import { Trouble } from '../../../../parts/trouble.tsx';
import type { Preparation } from '../use-preparation.ts';
import {
  appliedMapping,
  backTo,
  chooseTarget,
  columnBody,
  holderOf,
  isOpenColumn,
  takenBy,
  wholeMapping,
} from './column-body.ts';
import { ColumnHeads, ColumnRow } from './column-row.tsx';
import { GroupRules } from './group-rules.tsx';
import { RejectsOrigin } from './rejects-origin.tsx';
import { SavedMappings } from './saved-mappings.tsx';

export type ColumnsStepProps = { view: ImportView; columns: ColumnProposal[]; preparation: Preparation };

/** Step 1: where every column of the file goes. */
export function ColumnsStep({ view, columns, preparation }: ColumnsStepProps) {
  const { data: targets, error: targetsError, refetch } = useMappingTargets();
  const { columns: draft, setColumns, recheck, isChecking, error } = preparation;
  const navigate = useNavigate();
  const isChanged = Object.keys(draft).length > 0;
  const check = async (body: ImportCheckBody): Promise<boolean> => {
    // What went wrong is said above the columns. What was changed stays changed until a check that had it ended well.
    const answer = await recheck(body).catch(() => undefined);
    const isDone = answer !== undefined && 'would' in answer;
    if (isDone) tell('Checked again with these columns.');
    return isDone;
  };
  /** With other columns altogether, on which what was changed here does not stand. */
  const replace = async (body: ImportCheckBody): Promise<void> => {
    if (await check(body)) setColumns({});
  };
  const latest = useRef(draft);
  latest.current = draft;
  const choose = useCallback(
    (column: string, target: string | null) => {
      const loser = holderOf(latest.current, columns, target);
      if (loser !== undefined && loser !== column)
        tell(`“${loser}” is not imported any more: “${column}” goes there in its place.`);
      const back = backTo(latest.current, columns, column, target);
      if (back !== undefined) tell(`“${back}” goes again where it went before.`);
      setColumns((old) => chooseTarget(old, columns, column, target));
    },
    [columns, setColumns],
  );
  const leaveOut = (listed: Part['listed']): void =>
    setColumns((old) =>
      listed.reduce((draft, { proposal: { column } }) => {
        const isDecided = draft.targets !== undefined && Object.hasOwn(draft.targets, column);
        return isDecided ? draft : chooseTarget(draft, columns, column, null);
      }, old),
    );
  if (targetsError) return <Trouble error={targetsError} retry={() => void refetch()} />;
  if (!targets) return <Loading what="Loading the columns" />;
  const parts = partsOf(columns, view.needs_choice ?? []);
  const trouble = view.state === 'checking' ? (view.reason ?? error) : error;
  return (
    <>
      {trouble && !isChecking && (
        <Trouble
          error={`The file cannot be checked like this. ${trouble.message}`}
          // Before a check that ended well the same columns fail again.
          {...((isChanged || view.check) && { retry: () => void check(columnBody(view, draft)) })}
        />
      )}
      <RejectsOrigin view={view} preparation={preparation} />
      <Panel
        header="Where each column goes"
        description="These are the columns of your file with their first values. Look through them once; change what is not right."
      >
        {parts.map(({ title, listed, isNeeded }) => (
          <Part key={title} aria-label={title}>
            <PartHead>
              <H3 marginBottom="none">{title}</H3>
              {isNeeded && listed.length > 1 && (
                <Button variant="subtle" onClick={() => leaveOut(listed)}>
                  Do not import the rest of these
                </Button>
              )}
            </PartHead>
            <ColumnHeads />
            <List>
              {listed.map(({ proposal, index }) => (
                <ColumnRow
                  key={`${index} ${proposal.column}`}
                  proposal={proposal}
                  draft={
                    draft.targets && Object.hasOwn(draft.targets, proposal.column)
                      ? draft.targets[proposal.column]
                      : undefined
                  }
                  takenBy={takenBy(draft, columns, proposal)}
                  needsChoice={isNeeded}
                  template={view.template?.title}
                  targets={targets}
                  onChange={choose}
                />
              ))}
            </List>
          </Part>
        ))}
      </Panel>
      <GroupRules
        judged={view.check?.judged ?? []}
        rules={draft.rules ?? view.mapping?.group_rules ?? []}
        credentialsId={view.credentials_id}
        onChange={(rules) => setColumns((old) => ({ ...old, rules }))}
      />
      <SavedMappings
        mapping={wholeMapping(view, draft)}
        isBusy={isChecking}
        applied={appliedMapping(view, columns)}
        onApply={(name) => void replace({ mapping: name, map: {} })}
        onTakeOff={() => void replace({ mapping: null })}
      />
      <Foot>
        {isChanged ? (
          <>
            <Text marginBottom="none">{changesWords(draft)} not checked yet.</Text>
            <Actions>
              <Button variant="subtle" onClick={() => setColumns({})}>
                Undo the changes
              </Button>
              <BusyButton
                text="Check again with these columns"
                isLoading={isChecking}
                onClick={() => void check(columnBody(view, draft))}
              />
            </Actions>
          </>
        ) : (
          <>
            <span />
            <Button disabled={view.state === 'checking'} onClick={() => navigate('?step=check')}>
              Continue to the check
            </Button>
          </>
        )}
      </Foot>
    </>
  );
}

function changesWords({ targets = {}, rules }: Preparation['columns']): string {
  const changed = Object.keys(targets).length;
  if (changed === 0) return 'The groups are changed and';
  return `${count(changed, 'column is', 'columns are')} changed${rules ? ', and the groups,' : ''} and`;
}

type Part = { title: string; isNeeded: boolean; listed: { proposal: ColumnProposal; index: number }[] };

/** Those that nobody could decide first; then what is imported, and what is not. */
function partsOf(columns: ColumnProposal[], needed: string[]): Part[] {
  const all = columns.map((proposal, index) => ({ proposal, index }));
  const isNeeded = ({ proposal }: (typeof all)[number]): boolean => isOpenColumn(proposal, needed);
  const rest = all.filter((one) => !isNeeded(one));
  return [
    { title: 'Please choose', isNeeded: true, listed: all.filter(isNeeded) },
    { title: 'Imported', isNeeded: false, listed: rest.filter(({ proposal }) => proposal.target !== null) },
    { title: 'Not imported', isNeeded: false, listed: rest.filter(({ proposal }) => proposal.target === null) },
  ].filter(({ listed }) => listed.length > 0);
}

const Part = styled.section`
  & + & { margin-top: ${({ theme }) => theme.spacing.xLarge}; }
`;

const PartHead = styled.div`
  align-items: center;
  display: flex;
  flex-wrap: wrap;
  justify-content: space-between;
  min-height: 2.5rem;
  .bd-button { margin: 0; width: auto; }
`;

const List = styled.ul`
  list-style: none;
  margin: 0;
  padding: 0;
`;

/** What one does next stays in sight below a long list. */
const Foot = styled.div`
  align-items: center;
  background: ${({ theme }) => theme.colors.white};
  border: 1px solid ${({ theme }) => theme.colors.secondary30};
  border-radius: ${({ theme }) => theme.borderRadius.normal};
  bottom: ${({ theme }) => theme.spacing.xSmall};
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.spacing.xSmall};
  justify-content: space-between;
  padding: ${({ theme }) => theme.spacing.small};
  z-index: 2;
  @media (min-height: 500px) { position: sticky; }
  .bd-button { margin: 0; width: auto; }
`;
