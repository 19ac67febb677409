import { Button, Panel, Text } from '@bigcommerce/big-design';
import { useLayoutEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import type { CheckResult, ImportView } from '../../../../../../src/hosts/http/api-types.ts';
import { amount, count } from '../../../../parts/amounts.ts';
import { Actions, Stack } from '../../../../parts/page.tsx';
import { Trouble } from '../../../../parts/trouble.tsx';
import { Outdated } from '../outdated.tsx';
import type { Preparation } from '../use-preparation.ts';
import { Corrections } from './corrections.tsx';
import { Figures } from './figures.tsx';
import { ProblemKinds } from './problem-kinds.tsx';
import { RejectedRows } from './rejected-rows.tsx';
import { useFixedRows } from './use-fixed-rows.ts';

export type CheckStepProps = { view: ImportView; check: CheckResult; preparation: Preparation };

/** Step 2: what would become of the rows, and what is wrong with them. */
export function CheckStep({ view, check, preparation }: CheckStepProps) {
  const { isChecking, isOutdated, error, recheck } = preparation;
  const fixed = useFixedRows(isChecking || isOutdated);
  const navigate = useNavigate();
  const lookUp = (): void => void recheck({ check_existing: true }).catch(() => undefined);
  const warnings = view.source?.warnings ?? [];
  const blank = check.blank_rows ?? 0;
  const next = useNextWithoutProblems(check.problems.length > 0);
  if (check.rows === 0) return <NoRows />;
  return (
    <>
      {error && !isChecking && <Trouble error={error} retry={() => void recheck().catch(() => undefined)} />}
      <Panel header="What the import would do" description="Counted by looking at every row. Nothing was sent yet.">
        <Stack>
          <Figures check={check} isOld={isOutdated || isChecking} />
          <Outdated preparation={preparation} />
          {blank > 0 && (
            <Text color="secondary60" marginBottom="none">
              And {count(blank, 'row')} without any value, which {blank === 1 ? 'is' : 'are'} ignored.
            </Text>
          )}
          {check.existing && (
            <Text role="status" marginBottom="none">
              The store was asked: {existingWords(view, check)} in it already.
            </Text>
          )}
          {!check.existing && (
            <Text color="secondary60" marginBottom="none">
              The store was not asked who is in it already: such customers are counted as new here, and are recognised
              during the import.
            </Text>
          )}
          <Actions>
            <Button ref={next} onClick={() => navigate('?step=start')}>
              Continue to the choices
            </Button>
            {!check.existing && (
              <Button variant="secondary" disabled={isChecking} onClick={lookUp}>
                Ask the store who is in it already
              </Button>
            )}
          </Actions>
        </Stack>
      </Panel>
      <Panel
        header={check.problems.length === 0 ? 'No problems found' : 'What was found'}
        description={
          check.problems.length === 0
            ? `${count(check.rows, 'row')} looked at, and nothing is wrong with them.`
            : check.would.rejected > 0
              ? 'Rejected rows are not sent to the store; all others are. Correct them right here, or start without them and correct them afterwards.'
              : 'No row is rejected. This is what is worth knowing about them.'
        }
      >
        <Stack>
          {warnings.map(({ message }) => (
            <Text key={message} marginBottom="none">
              {message}
            </Text>
          ))}
          {!isChecking && !isOutdated && <RejectedRows view={view} check={check} />}
          <ProblemKinds view={view} preparation={preparation} fixed={fixed} />
        </Stack>
      </Panel>
      <Corrections view={view} onChanged={fixed.add} />
    </>
  );
}

/** Whoever corrected the last problem with the keyboard goes on from the button that gets it: the cell and its list are gone. */
function useNextWithoutProblems(hasProblems: boolean) {
  const next = useRef<HTMLButtonElement>(null);
  const had = useRef(hasProblems);
  useLayoutEffect(() => {
    if (had.current && !hasProblems && document.activeElement === document.body) next.current?.focus();
    had.current = hasProblems;
  }, [hasProblems]);
  return next;
}

/** A file with a header and nothing below it. */
function NoRows() {
  const navigate = useNavigate();
  return (
    <Panel header="This file holds no customers">
      <Stack>
        <Text>
          It has names of columns, and no row with a value below them. Choose a file that holds the customers too.
          Nothing was sent to your store.
        </Text>
        <Actions>
          <Button onClick={() => navigate('/imports')}>Choose another file</Button>
        </Actions>
      </Stack>
    </Panel>
  );
}

/** "0 of 37 are", or "12 customers of the file are" where only those count who are there. */
function existingWords({ options }: ImportView, { existing, would }: CheckResult): string {
  const there = existing?.count ?? 0;
  const verb = there === 1 ? 'is' : 'are';
  if (options.if_missing === 'skip') return `${count(there, 'customer')} of the file ${verb}`;
  return `${amount(there)} of ${count(would.created + there, 'customer')} ${verb}`;
}
