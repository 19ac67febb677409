import { useMemo } from 'react';
import type { NodeDescription } from '../../../../src/hosts/http/api-types.ts';
import { useOptions } from '../../api/nodes.ts';
import type { ValueNames } from './result-card/index.ts';

/** Names for the values that the store has names for: what can be chosen in the form under the same name. */
export function useValueNames({ form, card }: NodeDescription, credentialsId: string | undefined): ValueNames {
  const shown = new Set(card?.fields.map(({ name }) => name));
  const field = form
    .flatMap(({ fields }) => fields)
    .find(({ param, options_source }) => options_source && shown.has(param));
  const { options } = useOptions(field?.options_source, credentialsId);
  return useMemo(() => {
    const names = new Map(options.map(({ value, label }) => [String(value), label]));
    return (name, value) => (name === field?.param ? names.get(String(value)) : undefined);
  }, [options, field]);
}
