import { Button, Text } from '@bigcommerce/big-design';
import { useState } from 'react';
import type { ImportView } from '../../../../../src/hosts/http/api-types.ts';
import { useCancelImport, usePauseImport, useResumeImport, useRetryImport } from '../../../api/imports.ts';
import { amount, count } from '../../../parts/amounts.ts';
import { Confirm } from '../../../parts/confirm.tsx';
import { settledOf } from './import-words.ts';

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

type RunActionsProps = { view: ImportView; actions: ReturnType<typeof useRunActions> };

export function RunActions({ view, actions: { pause, resume, cancel, retry, forget } }: RunActionsProps) {
  const [asks, setAsks] = useState(false);
  const { state, wanted, failed, purged_at } = view;
  const runs = state === 'running' || state === 'queued';
  const isStopping = wanted !== undefined;
  const act = (mutation: typeof pause) => () => {
    forget();
    mutation.mutate();
  };
  return (
    <>
      {runs && (
        <Button
          variant="secondary"
          isLoading={pause.isPending || wanted === 'pause'}
          disabled={isStopping}
          onClick={act(pause)}
        >
          Pause
        </Button>
      )}
      {state === 'paused' && !purged_at && (
        <Button isLoading={resume.isPending} onClick={act(resume)}>
          Resume
        </Button>
      )}
      {failed > 0 && !purged_at && (state === 'completed' || state === 'paused') && (
        <Button variant={state === 'paused' ? 'secondary' : 'primary'} isLoading={retry.isPending} onClick={act(retry)}>
          Retry the failed
        </Button>
      )}
      {(runs || state === 'paused') && (
        <Button
          variant="secondary"
          isLoading={wanted === 'cancel'}
          disabled={wanted === 'cancel'}
          onClick={() => setAsks(true)}
        >
          Cancel
        </Button>
      )}
      <Confirm
        isOpen={asks}
        title="Cancel this import for good?"
        action="Cancel the import"
        refuse="Keep it"
        isBusy={cancel.isPending}
        onClose={() => setAsks(false)}
        onConfirm={() => {
          forget();
          cancel.mutate(undefined, { onSettled: () => setAsks(false) });
        }}
      >
        <Text>
          What is in the store stays there: {amount(settledOf(view))} rows are done so far. The other{' '}
          {count(view.pending, 'row')} will not be sent, and a cancelled import cannot be resumed.
        </Text>
        <Text marginBottom="none">To stop for a while only, pause it instead.</Text>
      </Confirm>
    </>
  );
}
