import { useEffect, useRef } from 'react';
import styled from 'styled-components';
import type { ImportView } from '../../../../../src/hosts/http/api-types.ts';
import { amount, count } from '../../../parts/amounts.ts';
import { Page, Stack } from '../../../parts/page.tsx';
import { useStoreName } from '../use-store-name.ts';
import { CancelImport } from './cancel-import.tsx';
import { CheckStep } from './check/check-step.tsx';
import { isOpenColumn } from './columns/column-body.ts';
import { ColumnsStep } from './columns/columns-step.tsx';
import { ReadingFile } from './reading-file.tsx';
import { StartStep } from './start/start-step.tsx';
import { Steps, useStep } from './steps.tsx';
import { UnreadableFile } from './unreadable-file.tsx';
import { usePreparation } from './use-preparation.ts';
import { fileFacts } from './words.ts';

/** An import before it runs: its columns, what the check found, and the choices with which it starts. */
export function PrepareImport({ view }: { view: ImportView }) {
  const preparation = usePreparation(view);
  const asked = useStep();
  const isStuck = view.state === 'checking' && view.reason !== undefined;
  const step = isStuck ? 'columns' : asked;
  const ground = useRef<HTMLDivElement>(null);
  const shown = useRef(step);
  // Whoever goes on to a step begins at its top.
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    ground.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [step]);

  const { check } = view;
  // Before a first check that ended well there is something to choose only where it failed for the columns.
  const isOfColumns = view.reason?.param === 'map' || view.reason?.param === 'mapping';
  const columns = check || isOfColumns ? view.columns : undefined;
  const { isChecking } = preparation;
  const store = useStoreName(view);
  const rejected = check?.would.rejected ?? 0;
  const open = columns?.filter((one) => isOpenColumn(one, view.needs_choice ?? [])).length ?? 0;
  return (
    <Page title={view.file} description={describe(view, store)} actions={<CancelImport view={view} />}>
      {isChecking && !check ? (
        <ReadingFile view={view} />
      ) : !columns ? (
        <UnreadableFile view={view} preparation={preparation} />
      ) : (
        <>
          <Steps
            current={step}
            isStuck={isStuck}
            hints={{
              ...(open > 0 && { columns: `(${open} to choose)` }),
              ...(rejected > 0 && { check: `(${amount(rejected)} rejected)` }),
            }}
            activity={isChecking ? activityOf(view) : undefined}
          />
          <Ground ref={ground} tabIndex={-1}>
            <Stack>
              {step === 'columns' && <ColumnsStep view={view} columns={columns} preparation={preparation} />}
              {step === 'check' && check && <CheckStep view={view} check={check} preparation={preparation} />}
              {step === 'start' && check && <StartStep view={view} check={check} preparation={preparation} />}
            </Stack>
          </Ground>
        </>
      )}
    </Page>
  );
}

function describe(view: ImportView, store: string): string {
  const { template, check } = view;
  const facts = [
    ...(template ? [template.title] : []),
    ...(check ? [count(check.rows, 'row')] : []),
    ...fileFacts(view),
    `for ${store}`,
  ];
  return facts.join(' · ');
}

function activityOf({ progress, check }: ImportView): string {
  if (!progress || !check) return 'Checking the file again';
  return `Checking the file again: ${amount(progress.rows)} of ${count(check.rows, 'row')}`;
}

const Ground = styled.div`
  outline: none;
`;
