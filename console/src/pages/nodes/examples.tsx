import { Button, Text } from '@bigcommerce/big-design';
import { useState } from 'react';
import type { NodeDescription } from '../../../../src/hosts/http/api-types.ts';
import { Actions } from '../../parts/page.tsx';
import { type FormValues, fromParams, isBlank } from './form-values.ts';
import type { NodeForm } from './use-node-form.ts';

/** Fills the form by one press; what stood there before comes back by another, as long as nothing else was typed. */
export function Examples({ node, form, onFilled }: { node: NodeDescription; form: NodeForm; onFilled(): void }) {
  const [filled, setFilled] = useState<{ before: FormValues; after: FormValues }>();
  const isEmpty = Object.values(form.values).every(isBlank);
  const fill = (after: FormValues) => {
    setFilled(isEmpty ? undefined : { before: form.values, after });
    form.begin(after);
    onFilled();
  };
  return (
    <Actions>
      <Text as="span" color="secondary60" marginBottom="none">
        Fill in an example:
      </Text>
      {node.examples.map(({ title, params }) => (
        <Button key={title} type="button" variant="secondary" onClick={() => fill(fromParams(form.fields, params))}>
          {title}
        </Button>
      ))}
      {!isEmpty && (
        <Button type="button" variant="subtle" onClick={() => fill({})}>
          Clear the form
        </Button>
      )}
      {filled?.after === form.values && (
        <Button type="button" variant="subtle" onClick={() => form.begin(filled.before)}>
          Bring back what was there
        </Button>
      )}
    </Actions>
  );
}
