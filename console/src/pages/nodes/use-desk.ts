import { useEffect, useRef, useState } from 'react';
import type { NodeDescription } from '../../../../src/hosts/http/api-types.ts';
import type { NodeOutput, NodeParams } from '../../api/nodes.ts';
import { ApiError } from '../../api/request.ts';
import { dryRunParam, useNodeForm } from './use-node-form.ts';
import { useRun } from './use-run.ts';

/** Filling in a node and running it, from the first press to its outcome. */
export function useDesk(node: NodeDescription, credentialsId: string | undefined) {
  const form = useNodeForm(node, credentialsId);
  const run = useRun(node);
  const [isChecking, setIsChecking] = useState(false);
  const [question, setQuestion] = useState<{ params: NodeParams; says: string[] }>();
  const isBusy = isChecking || run.isPending;
  const formRef = useRef<HTMLFormElement>(null);
  const outcomeRef = useRef<HTMLElement>(null);
  const focusLater = useFocus();

  const send = (params: NodeParams, onDone = (_: NodeOutput) => focusLater(() => outcomeRef.current)): void => {
    if (credentialsId === undefined) return;
    run.mutate(
      { params, credentialsId },
      {
        onSuccess: onDone,
        onError(error) {
          const param = error instanceof ApiError ? error.param : undefined;
          if (param !== undefined) form.refuse(param, error.message);
          focusLater(() => (param === undefined ? null : placeIn(formRef.current, param)) ?? outcomeRef.current);
        },
      },
    );
  };
  return {
    form,
    run,
    isBusy,
    formRef,
    outcomeRef,
    /** Checks the form and sends it, or leads to what is wrong. What others notice or what cannot be taken back is asked about first; deleting begins with a dry run. */
    async start({ isDry }: { isDry: boolean }): Promise<void> {
      if (isBusy) return;
      setIsChecking(true);
      const { isSendable, place = '', consequences } = await form.check();
      setIsChecking(false);
      if (!isSendable) return focusLater(() => placeIn(formRef.current, place));
      const given = { ...form.params };
      if (isDry) return send({ ...given, [dryRunParam]: true });
      if (consequences.length > 0) return setQuestion({ params: given, says: consequences });
      if (!node.effects.deletes || !form.hasDryRun) return send(given);
      const params = { ...given, [dryRunParam]: false };
      send({ ...given, [dryRunParam]: true }, ({ message = '' }) =>
        setQuestion({ params, says: [`The dry run says: ${message}.`, 'What is deleted is gone for good.'] }),
      );
    },
    send,
    question,
    /** Answers the question. */
    decide(isSure: boolean): void {
      if (isSure && question) send(question.params);
      setQuestion(undefined);
    },
  };
}

/** The control at a place of the form; at the place without a name stands what is about the whole form. */
function placeIn(form: HTMLFormElement | null, place: string): HTMLElement | null {
  return form?.querySelector<HTMLElement>(`[data-place="${CSS.escape(place)}"]`) ?? null;
}

/** Moves the focus once what is to have it is there. */
function useFocus() {
  const [target, setTarget] = useState<() => HTMLElement | null>();
  useEffect(() => {
    const element = target?.();
    const closed = element?.closest('details');
    if (closed) closed.open = true;
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }, [target]);
  return (find: () => HTMLElement | null) => setTarget(() => () => find());
}
