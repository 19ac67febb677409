import { Text } from '@bigcommerce/big-design';
import type { ResultCard } from '../../../../../src/hosts/http/api-types.ts';
import type { StoreObject, ValueNames } from './format-value.tsx';
import { ObjectCard } from './object-card.tsx';
import { ObjectTable } from './object-table.tsx';

export type ResultCardViewProps = {
  card: ResultCard;
  /** What the node answered. */
  output: StoreObject;
  names?: ValueNames | undefined;
};

/** The main thing of a node's output: one object as a card, several as a table. Nothing where the output lacks it, as a dry run does. */
export function ResultCardView({ card: { key, fields }, output, names }: ResultCardViewProps) {
  const value = output[key];
  if (typeof value !== 'object' || value === null) return null;
  if (!Array.isArray(value))
    return <ObjectCard object={value as StoreObject} fields={fields} kind={key} names={names} />;
  if (value.length === 0) return <Text color="secondary60">Nothing matches. Change the filters and try again.</Text>;
  if (value.length === 1) return <ObjectCard object={value[0]} fields={fields} kind={key} names={names} />;
  return <ObjectTable objects={value} fields={fields} kind={key} names={names} />;
}
