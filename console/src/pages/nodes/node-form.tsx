import { Badge, H2, Message, Panel, Text } from '@bigcommerce/big-design';
import { type ReactNode, type Ref, useMemo } from 'react';
import styled from 'styled-components';
import type { FormGroup, NodeDescription } from '../../../../src/hosts/http/api-types.ts';
import { count } from '../../parts/amounts.ts';
import { FieldGrid } from '../../parts/fields/index.ts';
import { Stack } from '../../parts/page.tsx';
import { Field } from './fields/field.tsx';
import { FormContextProvider } from './form-context.tsx';
import { isBlank } from './form-values.ts';
import { dryRunParam, type NodeForm } from './use-node-form.ts';

export type NodeFormViewProps = {
  node: NodeDescription;
  form: NodeForm;
  credentialsId: string | undefined;
  formRef: Ref<HTMLFormElement>;
  onSubmit(): void;
  /** The buttons below the fields. */
  children: ReactNode;
};

const noProblems: string[] = [];

/** The form of a node: its groups of fields, made from its definition alone. */
export function NodeFormView({ node, form, credentialsId, formRef, onSubmit, children }: NodeFormViewProps) {
  const { at, top, touch } = form;
  const context = useMemo(
    () => ({ credentialsId, touch, problemsAt: (place: string) => at.get(place) ?? noProblems }),
    [credentialsId, touch, at],
  );
  const groups = node.form
    .map(({ title, fields }) => ({ title, fields: fields.filter(({ param }) => param !== dryRunParam) }))
    .filter(({ fields }) => fields.length > 0);
  return (
    <FormContextProvider value={context}>
      <form
        ref={formRef}
        noValidate
        aria-label={node.title}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <Top role="status" data-place="" tabIndex={-1}>
          {top.length > 0 && <Message type="error" messages={top.map((text) => ({ text }))} />}
        </Top>
        <Stack>
          {groups.map((group, index) =>
            group.title === 'More' && index > 0 ? (
              <More key={group.title} group={group} form={form} />
            ) : (
              <Panel key={group.title} header={group.title}>
                <Fields group={group} form={form} />
              </Panel>
            ),
          )}
          {children}
        </Stack>
      </form>
    </FormContextProvider>
  );
}

function Fields({ group, form: { values, setValue } }: { group: FormGroup; form: NodeForm }) {
  return (
    <FieldGrid>
      {group.fields.map((field) => (
        <Field
          key={field.param}
          field={field}
          place={field.param}
          value={values[field.param]}
          onChange={(value) => setValue(field.param, value)}
        />
      ))}
    </FieldGrid>
  );
}

/** What few need, closed at first; what stands in it is counted, so that nothing is sent unseen. */
function More({ group, form }: { group: FormGroup; form: NodeForm }) {
  const filled = group.fields.filter(({ param }) => !isBlank(form.values[param])).length;
  const problems = [...form.at.keys()].filter((place) =>
    group.fields.some(({ param }) => place === param || place.startsWith(`${param}[`)),
  ).length;
  return (
    <MorePlace>
      <Panel>
        <details>
          <Summary>
            <H2>More</H2>
            <Text as="span" color="secondary60">
              {count(group.fields.length, 'further field')} that few need
            </Text>
            {filled > 0 && <Badge label={`${filled} filled in`} variant="primary" />}
            {problems > 0 && <Badge label={count(problems, 'problem')} variant="danger" />}
          </Summary>
          <Fields group={group} form={form} />
        </details>
      </Panel>
    </MorePlace>
  );
}

/** Always there, so that what comes into it is heard. */
const Top = styled.div`
  &:not(:empty) { margin-bottom: ${({ theme }) => theme.spacing.medium}; }
`;

/** A panel leaves room below a header, and this one has none. */
const MorePlace = styled.div`
  > div { margin-bottom: 0; }
  > div > div { margin-top: 0; }
`;

const Summary = styled.summary`
  cursor: pointer;
  h2 { display: inline; }
  > * { margin: 0; }
  > * + * { margin-left: ${({ theme }) => theme.spacing.xSmall}; }
  details[open] > & { margin-bottom: ${({ theme }) => theme.spacing.medium}; }
`;
