import { useCallback, useEffect, useState } from 'react';
import type { FormField } from '../../../../src/hosts/http/api-types.ts';
import { keptByTab } from '../../parts/kept.ts';
import { type FormValue, type FormValues, withoutSecrets } from './form-values.ts';

/** What was typed, kept by this tab over a reload; secrets are not. */
export function useFormValues(name: string, fields: FormField[]) {
  const place = `node.${name}`;
  const [values, setValues] = useState<FormValues>(() => readKept(place));
  useEffect(() => {
    const kept = withoutSecrets(fields, values);
    keptByTab.keep(place, Object.keys(kept).length === 0 ? undefined : JSON.stringify(kept));
  }, [place, fields, values]);
  const setValue = useCallback(
    (param: string, value: FormValue) => setValues((before) => ({ ...before, [param]: value })),
    [],
  );
  return { values, setValues, setValue };
}

function readKept(place: string): FormValues {
  try {
    return JSON.parse(keptByTab.read(place) ?? '{}');
  } catch {
    return {};
  }
}
