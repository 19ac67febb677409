import { Button, Message, Panel, Small, Text } from '@bigcommerce/big-design';
import { useEffect, useRef, useState } from 'react';
import styled from 'styled-components';
import type { NodeDescription } from '../../../../src/hosts/http/api-types.ts';
import type { NodeOutput, NodeParams } from '../../api/nodes.ts';
import { ApiError } from '../../api/request.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Actions, Stack } from '../../parts/page.tsx';
import { TextLink } from '../../parts/text-link.tsx';
import { storeTitle, useChosenStore } from '../../stores/chosen-store.tsx';
import { Examples } from './examples.tsx';
import { NodeFailure } from './node-failure.tsx';
import { NodeFormView } from './node-form.tsx';
import { NodeResult, NoResult } from './node-result.tsx';
import { SameCall } from './same-call.tsx';
import { dryRunParam, useNodeForm } from './use-node-form.ts';
import { useRun } from './use-run.ts';

/** Where a node is filled in and run. */
export function NodeDesk({ node }: { node: NodeDescription }) {
  const { store, isLoading } = useChosenStore();
  const form = useNodeForm(node, store?.id);
  const run = useRun(node);
  const [isChecking, setIsChecking] = useState(false);
  const [question, setQuestion] = useState<{ params: NodeParams; says: string }>();
  const isBusy = isChecking || run.isPending;
  const formRef = useRef<HTMLFormElement>(null);
  const resultRef = useRef<HTMLDivElement>(null);
  const focus = useFocus();
  const { deletes } = node.effects;

  const send = (params: NodeParams, onDone?: (output: NodeOutput) => void): void => {
    if (!store) return;
    run.mutate(
      { params, credentialsId: store.id },
      {
        onSuccess(output) {
          onDone?.(output);
          if (!onDone) focus.later(() => resultRef.current);
        },
        onError(error) {
          const param = error instanceof ApiError ? error.param : undefined;
          if (param !== undefined) form.refuse(param, error.message);
          focus.later(() => placeIn(formRef.current, param) ?? resultRef.current);
        },
      },
    );
  };
  const start = async (isDry: boolean): Promise<void> => {
    if (isBusy) return;
    setIsChecking(true);
    const { isSendable, place } = await form.check();
    setIsChecking(false);
    if (!isSendable) return focus.later(() => placeIn(formRef.current, place));
    const given = { ...form.params };
    if (isDry) return send({ ...given, [dryRunParam]: true });
    if (!deletes || !form.hasDryRun) return send(given);
    send({ ...given, [dryRunParam]: true }, (output) =>
      setQuestion({ params: { ...given, [dryRunParam]: false }, says: output.message ?? '' }),
    );
  };

  return (
    <Desk>
      <FormPlace>
        <Stack>
          {!store && !isLoading && (
            <Message
              type="warning"
              messages={[
                { text: 'No store is connected yet, so nothing can be run. Connect one on the page “Stores”.' },
              ]}
            />
          )}
          <Examples node={node} form={form} onFilled={run.reset} />
          <NodeFormView
            node={node}
            form={form}
            credentialsId={store?.id}
            formRef={formRef}
            onSubmit={() => void start(false)}
          >
            <div>
              <Actions>
                <Button
                  type="submit"
                  isLoading={isBusy}
                  disabled={!store}
                  actionType={deletes ? 'destructive' : 'normal'}
                >
                  {node.title}
                </Button>
                {form.hasDryRun && (
                  <Button
                    type="button"
                    variant="secondary"
                    disabled={!store || isBusy}
                    onClick={() => void start(true)}
                  >
                    Dry run
                  </Button>
                )}
                {store ? (
                  <Text as="span" color="secondary60" marginBottom="none">
                    in the store {storeTitle(store)}
                  </Text>
                ) : (
                  <TextLink to="/stores">Connect a store</TextLink>
                )}
              </Actions>
              {form.hasDryRun && (
                <Small color="secondary60">
                  A dry run asks the store and says what would happen. It writes nothing.
                  {deletes && ' Deleting begins with it, and asks before anything is gone.'}
                </Small>
              )}
            </div>
          </NodeFormView>
        </Stack>
      </FormPlace>
      <ResultPlace ref={resultRef} tabIndex={-1} aria-label="Outcome" role="region" aria-busy={run.isPending}>
        {run.isIdle ? (
          <NoResult node={node} />
        ) : (
          <Panel header="Outcome">
            {run.isPending && <Loading what={`${node.title}: the store is asked`} />}
            {run.error && <NodeFailure error={run.error} again={() => send(run.variables!.params)} />}
            {run.data && (
              <NodeResult
                key={run.submittedAt}
                node={node}
                output={run.data}
                params={run.variables!.params}
                credentialsId={run.variables!.credentialsId}
                isBusy={isBusy}
                onPage={({ page, limit }) => {
                  form.setValue('page', String(page));
                  form.setValue('limit', String(limit));
                  send({ ...run.variables!.params, page, limit });
                }}
              />
            )}
          </Panel>
        )}
      </ResultPlace>
      <CallPlace>
        <div>
          <SameCall node={node} form={form} credentialsId={store?.id} />
        </div>
      </CallPlace>
      <Confirm
        isOpen={question !== undefined}
        title={`${node.title}?`}
        action={node.title}
        onClose={() => setQuestion(undefined)}
        onConfirm={() => {
          send(question!.params);
          setQuestion(undefined);
        }}
      >
        <Text>The dry run says: {question?.says}.</Text>
        <Text>What is deleted cannot be brought back.</Text>
      </Confirm>
    </Desk>
  );
}

/** Moves the focus once what is to have it is there. */
function useFocus() {
  const [target, setTarget] = useState<() => HTMLElement | null>();
  useEffect(() => {
    const element = target?.();
    const more = element?.closest('details');
    if (more) more.open = true;
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }, [target]);
  return { later: (find: () => HTMLElement | null) => setTarget(() => () => find()) };
}

/** The control at a place of the form; without a place, what stands above the form. */
function placeIn(form: HTMLFormElement | null, place: string | undefined): HTMLElement | null {
  return form?.querySelector<HTMLElement>(`[data-place="${CSS.escape(place ?? '')}"]`) ?? null;
}

const Desk = styled.div`
  display: grid;
  gap: ${({ theme }) => theme.spacing.medium};
  grid-template-columns: minmax(0, 1fr);
  @media (min-width: 64rem) {
    grid-template-areas: "form call" "result result";
    grid-template-columns: minmax(0, 5fr) minmax(0, 3fr);
  }
`;

const FormPlace = styled.div`
  @media (min-width: 64rem) { grid-area: form; }
`;

const ResultPlace = styled.div`
  scroll-margin: ${({ theme }) => theme.spacing.medium};
  > * { margin-bottom: 0; }
  @media (min-width: 64rem) { grid-area: result; }
`;

const CallPlace = styled.div`
  > div > * { margin-bottom: 0; }
  @media (min-width: 64rem) {
    grid-area: call;
    > div { position: sticky; top: ${({ theme }) => theme.spacing.medium}; }
  }
`;
