import { Text } from '@bigcommerce/big-design';
import type { ImportView } from '../../../../../../src/hosts/http/api-types.ts';
import { type ProblemFilter, useProblemValues } from '../../../../api/import-check.ts';
import { amount, count } from '../../../../parts/amounts.ts';

/** Problems with names that the store does not have, and that an import can make. */
export const missingCodes: ReadonlySet<string> = new Set(['group_not_found', 'attribute_not_found']);

const shown = 10;

/** Which names are missing, those of the most rows first. */
export function MissingNames({ view, code, column }: ProblemFilter & { view: ImportView }) {
  const isKnown = column !== '' && view.state === 'ready';
  const { data } = useProblemValues(view.import_id, { code, column }, { limit: shown, isEnabled: isKnown });
  if (!data || data.values.length === 0) return null;
  const { values, total } = data;
  const names = values.map(({ value, count: rows }) => `“${value}” (${count(rows, 'row')})`);
  const more = total > values.length ? ` and ${amount(total - values.length)} more` : '';
  return (
    <Text>
      Not in the store: {names.join(', ')}
      {more}.
    </Text>
  );
}
