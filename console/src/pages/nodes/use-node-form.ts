import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { NodeDescription, ParamProblem } from '../../../../src/hosts/http/api-types.ts';
import { checkNode, useNodeCheck } from '../../api/nodes.ts';
import { placeProblems, placesOf, unsendable } from './form-problems.ts';
import { type FormValues, isBlank, toParams } from './form-values.ts';
import { useFormValues } from './use-form-values.ts';
import { useSettled } from './use-settled.ts';
import { useSteady } from './use-steady.ts';

/** Typing rests so long before it is checked. */
const restMs = 300;
/** Told by the buttons, not by the form. */
export const dryRunParam = 'dry_run';
const none: ParamProblem[] = [];

/** What stands in a node's form, what is wrong with it, and what of that is to be said by now. */
export function useNodeForm(node: NodeDescription, credentialsId: string | undefined) {
  const client = useQueryClient();
  const all = useMemo(() => node.form.flatMap(({ fields }) => fields), [node]);
  const fields = useMemo(() => all.filter(({ param }) => param !== dryRunParam), [all]);
  const { values, setValues, setValue } = useFormValues(node.action, fields);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [isAsked, setIsAsked] = useState(false);
  const [refused, setRefused] = useState<{ values: FormValues; problem: ParamProblem }>();
  const params = useMemo(() => toParams(fields, values), [fields, values]);
  const [settled, settle] = useSettled(params, restMs);
  const checked = useNodeCheck({ name: node.name, params: settled, credentialsId });

  const found = checked.data?.problems ?? none;
  const placed = useMemo(() => {
    const said = [...unsendable(fields, values), ...found].filter(({ missing, param, path }) => {
      if (!missing) return true;
      // The answer may be older than what was typed since.
      if (param !== null && !isBlank(values[param])) return false;
      return isAsked || touched.has(path ?? param ?? '');
    });
    if (refused?.values === values) said.push(refused.problem);
    return placeProblems(fields, values, said);
  }, [fields, values, found, isAsked, touched, refused]);

  const steady = useSteady(placed);

  const begin = (next: FormValues) => {
    setValues(next);
    setTouched(new Set());
    setIsAsked(false);
  };
  return {
    fields,
    values,
    params,
    checked,
    ...steady,
    /** Whether the node can say what it would do. */
    hasDryRun: all.some(({ param }) => param === dryRunParam),
    setValue,
    touch: useCallback((place: string) => setTouched((before) => new Set(before).add(place)), []),
    /** Replaces all that stands in the form. */
    begin,
    /**
     * Whether anything speaks against sending, and the place of the first thing that does; from now on what is missing is said. Where
     * nobody can be asked, sending tells.
     */
    async check(): Promise<{ isSendable: boolean; place?: string | undefined; consequences: string[] }> {
      setIsAsked(true);
      setRefused(undefined);
      settle();
      const own = unsendable(fields, values);
      const call = { name: node.name, params, credentialsId };
      const { problems, consequences } = await checkNode(client, call).catch(() => ({
        problems: none,
        consequences: [],
      }));
      const { at } = placeProblems(fields, values, [...own, ...problems]);
      const place = placesOf(fields, values).find((one) => at.has(one));
      return { isSendable: own.length + problems.length === 0, place, consequences };
    },
    /** What the store said against a parameter; it is said until the form changes. */
    refuse: (param: string, message: string) => setRefused({ values, problem: { param, message } }),
  };
}

export type NodeForm = ReturnType<typeof useNodeForm>;
