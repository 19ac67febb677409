import { H3, Text } from '@bigcommerce/big-design';
import type { NodeDescription } from '../../../../src/hosts/http/api-types.ts';
import type { NodeOutput, NodeParams } from '../../api/nodes.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { inWords } from '../../parts/in-words.ts';
import type { ValueNames } from './result-card/index.ts';

type Change = { from?: unknown; to?: unknown };

export type ChangesProps = {
  node: NodeDescription;
  /** What a dry run answered. */
  output: NodeOutput;
  /** What was sent for it: all of it would be there where something is created. */
  params: NodeParams;
  names: ValueNames;
};

/** Say how it is written, not what. */
const manners = new Set([
  'dry_run',
  'max_wait_ms',
  'if_exists',
  'addresses_mode',
  'store_credit_mode',
  'on_incomplete_address',
]);

/** What a dry run says would change, field by field; nothing where it says it otherwise. */
export function Changes({ node, output: { would, changes }, params, names }: ChangesProps) {
  if (changes === undefined) return null;
  const isNew = would === 'created';
  const rows = Object.entries(isNew ? createdOf(params) : (changes as Record<string, Change>)).map(
    ([name, change], id) => ({ id, name, ...change }),
  );
  if (rows.length === 0) return <Text>Nothing would change in the store.</Text>;
  const fields = new Map(node.form.flatMap((group) => group.fields.map((field) => [field.param, field])));
  const shown = (name: string, value: unknown): string => {
    if (fields.get(name)?.format === 'password') return 'Hidden';
    const option = fields.get(name)?.options?.find((one) => String(one.value) === String(value));
    return names(name, value) ?? option?.label ?? inText(value);
  };
  const title = isNew ? 'What would be created' : 'What would change';
  return (
    <div>
      <H3>{title}</H3>
      <DataTable
        label={title}
        rows={rows}
        columns={[
          { key: 'name', header: 'Field', render: ({ name }) => fields.get(name)?.label ?? inWords(name) },
          ...(isNew
            ? []
            : [{ key: 'from', header: 'Now', render: (row: (typeof rows)[number]) => shown(row.name, row.from) }]),
          { key: 'to', header: isNew ? 'Value' : 'Then', render: ({ name, to }) => shown(name, to) },
        ]}
      />
    </div>
  );
}

function createdOf(params: NodeParams): Record<string, Change> {
  const given = Object.entries(params).filter(([name]) => !manners.has(name));
  return Object.fromEntries(given.map(([name, value]) => [name, { to: value }]));
}

function inText(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value)) return value.map(inText).join('; ');
  if (typeof value !== 'object') return String(value);
  const parts = Object.entries(value).filter(([, part]) => part !== '' && part !== null && part !== undefined);
  return parts.map(([name, part]) => `${inWords(name)}: ${inText(part)}`).join(', ');
}
