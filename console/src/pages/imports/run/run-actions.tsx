import { Text } from '@bigcommerce/big-design';
import { useState } from 'react';
import type { ImportView } from '../../../../../src/hosts/http/api-types.ts';
import { useCancelImport, usePauseImport, useResumeImport, useRetryImport } from '../../../api/imports.ts';
import { count } from '../../../parts/amounts.ts';
import { BusyButton } from '../../../parts/busy-button.tsx';
import { Question } from '../../../parts/question.tsx';

/** What may be done with an import that was started, and what the last of it met. */
export function useRunActions(view: ImportView) {
  const pause = usePauseImport(view.import_id);
  const resume = useResumeImport(view.import_id);
  const cancel = useCancelImport(view.import_id);
  const retry = useRetryImport(view.import_id);
  const all = [pause, resume, cancel, retry];
  return {
    pause,
    resume,
    cancel,
    retry,
    trouble: all.find(({ error }) => error)?.error ?? undefined,
    forget() {
      for (const one of all) one.reset();
    },
  };
}

type RunActionsProps = { view: ImportView; actions: ReturnType<typeof useRunActions>; isAway: boolean };

export function RunActions({ view, isAway, actions: { pause, resume, cancel, retry, forget } }: RunActionsProps) {
  const [asks, setAsks] = useState(false);
  const { state, wanted, created, updated, failed, purged_at } = view;
  const runs = state === 'running' || state === 'queued';
  const isStopping = wanted !== undefined;
  const act = (mutation: typeof pause) => () => {
    forget();
    mutation.mutate();
  };
  const cancelIt = (): void => {
    forget();
    cancel.mutate(undefined, { onSettled: () => setAsks(false) });
  };
  return (
    <>
      {runs && (
        <BusyButton
          text="Pause"
          variant="secondary"
          isLoading={pause.isPending || wanted === 'pause'}
          disabled={isStopping || isAway}
          onClick={act(pause)}
        />
      )}
      {state === 'paused' && !purged_at && (
        <BusyButton text="Resume" isLoading={resume.isPending} disabled={isAway} onClick={act(resume)} />
      )}
      {failed > 0 && !purged_at && (state === 'completed' || state === 'paused') && (
        <BusyButton
          text="Retry the failed"
          variant={state === 'paused' ? 'secondary' : 'primary'}
          isLoading={retry.isPending}
          disabled={isAway}
          onClick={act(retry)}
        />
      )}
      {(runs || state === 'paused') && (
        <BusyButton
          text="Cancel"
          variant="secondary"
          isLoading={wanted === 'cancel'}
          disabled={wanted === 'cancel' || isAway}
          onClick={() => setAsks(true)}
        />
      )}
      {asks && (
        <Question
          title="Cancel this import for good?"
          wayBack="Keep it"
          action="Cancel the import"
          isBusy={cancel.isPending}
          isDisabled={isAway}
          onConfirm={cancelIt}
          onClose={() => setAsks(false)}
        >
          <Text marginBottom="none">
            What reached the store stays there: {count(created + updated, 'customer')} so far. Nothing more is sent for
            the {count(view.pending, 'row')} without a fate, and a cancelled import cannot be resumed.
          </Text>
          <Text marginBottom="none">To stop for a while only, pause it instead.</Text>
        </Question>
      )}
    </>
  );
}
