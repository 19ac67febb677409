import { Panel, Small } from '@bigcommerce/big-design';
import { useMemo } from 'react';
import type { NodeDescription } from '../../../../src/hosts/http/api-types.ts';
import { useNodeCheck } from '../../api/nodes.ts';
import { CopyBlock } from '../../parts/copy-block.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Stack } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { isBlank, secretsOf } from './form-values.ts';
import { Tabbed } from './tabbed.tsx';
import { dryRunParam, type NodeForm } from './use-node-form.ts';
import { useSettled } from './use-settled.ts';

type SameCallProps = { node: NodeDescription; form: NodeForm; credentialsId: string | undefined };

/** What stands in the form as a call for a terminal, for HTTP and for a program, as it is typed. */
export function SameCall({ node, form, credentialsId }: SameCallProps) {
  const { fields, values, params } = form;
  const secrets = secretsOf(fields).filter((param) => !isBlank(values[param]));
  const masked = useMemo(() => {
    const masks = secretsOf(fields).filter((param) => param in params);
    return { ...params, ...Object.fromEntries(masks.map((param) => [param, `YOUR_${param.toUpperCase()}`])) };
  }, [fields, params]);
  const [settled] = useSettled(masked, 300);
  // A secret is masked in its field: it does not stand here in clear.
  const own = useNodeCheck({ name: node.name, params: settled, credentialsId }, { enabled: secrets.length > 0 });
  const { data, error, refetch } = secrets.length > 0 ? own : form.checked;
  const isDryByDefault = node.form.some(({ fields }) =>
    fields.some(({ param, default: fallback }) => param === dryRunParam && fallback === true),
  );
  return (
    <Panel header="The same call" description="For a terminal or a program. It follows what you type.">
      {error && <Trouble error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading what="Writing the call" />}
      {data && (
        <Stack>
          <Tabbed
            label="The same call"
            tabs={[
              { title: 'CLI', content: <CopyBlock text={data.calls.cli} label="Command for a terminal" /> },
              { title: 'curl', content: <CopyBlock text={data.calls.curl} label="Command with curl" /> },
              { title: 'TypeScript', content: <CopyBlock text={data.calls.typescript} label="TypeScript program" /> },
            ]}
          />
          {isDryByDefault && (
            <Small color="secondary60">This is the dry run. Give {dryRunParam} false, and it is done for real.</Small>
          )}
          {secrets.length > 0 && (
            <Small color="secondary60">What is secret is not shown here: put it in where YOUR_ stands.</Small>
          )}
        </Stack>
      )}
    </Panel>
  );
}
