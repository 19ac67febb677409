import { Button, Text } from '@bigcommerce/big-design';
import { useState } from 'react';
import type { ImportView } from '../../../../../src/hosts/http/api-types.ts';
import { useCancelImport, usePauseImport, useResumeImport, useRetryImport } from '../../../api/imports.ts';
import { count } from '../../../parts/amounts.ts';
import { Dialog } from '../../../parts/dialog.tsx';
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
  const cancelIt = (): void => {
    forget();
    cancel.mutate(undefined, { onSettled: () => setAsks(false) });
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
      {asks && (
        <Dialog
          title="Cancel this import for good?"
          onClose={() => setAsks(false)}
          actions={
            <>
              <Button variant="secondary" onClick={() => setAsks(false)}>
                Keep it
              </Button>
              <Button actionType="destructive" isLoading={cancel.isPending} onClick={cancelIt}>
                Cancel the import
              </Button>
            </>
          }
        >
          <Text marginBottom="none">
            What is in the store stays there: {count(settledOf(view), 'row')} so far. The other{' '}
            {count(view.pending, 'row')} will not be sent, and a cancelled import cannot be resumed.
          </Text>
          <Text marginBottom="none">To stop for a while only, pause it instead.</Text>
        </Dialog>
      )}
    </>
  );
}
