import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DryRun, NodeParams } from '../../api/nodes.ts';

export type ReviewedWriteOptions<Done> = {
  /** Asks the store what would change. */
  look(params: NodeParams): Promise<DryRun>;
  write(params: NodeParams): Promise<Done>;
  onDone(done: Done): void;
  /** After a write, however it ended: part of it may have happened. */
  onSettled(): void;
};

/** A change in two steps: first it is shown, by a dry run, then it is written. */
export function useReviewedWrite<Done>({ look, write, onDone, onSettled }: ReviewedWriteOptions<Done>) {
  const looking = useMutation({ mutationFn: look });
  const writing = useMutation({ mutationFn: write });
  const [isSame, setIsSame] = useState(false);
  const reset = (): void => {
    looking.reset();
    writing.reset();
  };
  return {
    /** @param isChanged Whether the form has anything to send; without it nobody is asked. */
    review(params: NodeParams, isChanged: boolean): void {
      reset();
      setIsSame(!isChanged);
      if (isChanged) looking.mutate(params);
    },
    /** What would change; undefined until it is known, and after the write. */
    plan: writing.isError || looking.data?.would === 'unchanged' ? undefined : looking.data,
    /** Why nothing would be written, where that is so. */
    unchanged: isSame
      ? 'You have changed nothing yet.'
      : looking.data?.would === 'unchanged'
        ? 'The store has these values already: there is nothing to save.'
        : undefined,
    error: looking.error ?? writing.error,
    isLooking: looking.isPending,
    isWriting: writing.isPending,
    save(): void {
      writing.mutate(looking.variables!, {
        onSuccess(done) {
          reset();
          onDone(done);
        },
        onSettled,
      });
    },
    cancel: reset,
  };
}
