import { Button, Message, Panel, Small, Text } from '@bigcommerce/big-design';
import styled from 'styled-components';
import type { NodeDescription } from '../../../../src/hosts/http/api-types.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { storeTitle, useChosenStore } from '../../parts/chosen-store.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Actions, Stack } from '../../parts/page.tsx';
import { Question } from '../../parts/question.tsx';
import { TextLink } from '../../parts/text-link.tsx';
import { Examples } from './examples.tsx';
import { NodeFailure } from './node-failure.tsx';
import { NodeFormView } from './node-form.tsx';
import { NodeResult, NoResult } from './node-result.tsx';
import { SameCall } from './same-call.tsx';
import { useDesk } from './use-desk.ts';

/** Where a node is filled in and run. */
export function NodeDesk({ node }: { node: NodeDescription }) {
  const { store, isLoading } = useChosenStore();
  const desk = useDesk(node, store?.id);
  const { form, run, isBusy, question } = desk;
  const { deletes } = node.effects;
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
            formRef={desk.formRef}
            onSubmit={() => void desk.start({ isDry: false })}
          >
            <div>
              <Actions>
                <BusyButton
                  text={node.title}
                  type="submit"
                  isLoading={isBusy}
                  disabled={!store}
                  actionType={deletes ? 'destructive' : 'normal'}
                />
                {form.hasDryRun && (
                  <Button
                    type="button"
                    variant="secondary"
                    disabled={!store || isBusy}
                    onClick={() => void desk.start({ isDry: true })}
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
                  A dry run asks the store and says what would happen. It changes nothing.
                  {deletes && ' Deleting begins with it, and asks before anything is gone.'}
                </Small>
              )}
            </div>
          </NodeFormView>
        </Stack>
      </FormPlace>
      <OutcomePlace ref={desk.outcomeRef} tabIndex={-1} aria-label="Outcome" aria-busy={run.isPending}>
        {run.isIdle && <NoResult node={node} />}
        {!run.isIdle && (
          <Panel header="Outcome">
            {run.isPending && <Loading what={`${node.title}: the store is asked`} />}
            {run.error && <NodeFailure error={run.error} again={() => desk.send(run.variables!.params)} />}
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
                  desk.send({ ...run.variables!.params, page, limit });
                }}
              />
            )}
          </Panel>
        )}
      </OutcomePlace>
      <CallPlace>
        <div>
          <SameCall node={node} form={form} credentialsId={store?.id} />
        </div>
      </CallPlace>
      {question && (
        <Question
          title={`${node.title}?`}
          wayBack="Go back"
          action={node.title}
          isDestructive={deletes}
          onConfirm={() => desk.decide(true)}
          onClose={() => desk.decide(false)}
        >
          {question.says.map((sentence) => (
            <Text key={sentence}>{sentence}</Text>
          ))}
        </Question>
      )}
    </Desk>
  );
}

const Desk = styled.div`
  display: grid;
  gap: ${({ theme }) => theme.spacing.medium};
  grid-template-columns: minmax(0, 1fr);
  @media (min-width: 64rem) {
    grid-template-areas: "form call" "outcome outcome";
    grid-template-columns: minmax(0, 5fr) minmax(0, 3fr);
  }
`;

const FormPlace = styled.div`
  @media (min-width: 64rem) { grid-area: form; }
`;

const OutcomePlace = styled.section`
  scroll-margin: ${({ theme }) => theme.spacing.medium};
  > * { margin-bottom: 0; }
  @media (min-width: 64rem) { grid-area: outcome; }
`;

/** Stays in sight while a long form is filled in. */
const CallPlace = styled.div`
  > div > * { margin-bottom: 0; }
  @media (min-width: 64rem) {
    grid-area: call;
    > div { position: sticky; top: ${({ theme }) => theme.spacing.medium}; }
  }
`;
