import { useCallback, useEffect, useState } from 'react';
import type { FormField } from '../../../../src/hosts/http/api-types.ts';
import { type FormValue, type FormValues, withoutSecrets } from './form-values.ts';

/** What was typed, kept by this tab over a reload; secrets are not. */
export function useFormValues(name: string, fields: FormField[]) {
  const key = `rollcall.node.${name}`;
  const [values, setValues] = useState<FormValues>(() => readKept(key));
  useEffect(() => {
    const kept = withoutSecrets(fields, values);
    if (Object.keys(kept).length === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(kept));
  }, [key, fields, values]);
  const setValue = useCallback(
    (param: string, value: FormValue) => setValues((before) => ({ ...before, [param]: value })),
    [],
  );
  return { values, setValues, setValue };
}

function readKept(key: string): FormValues {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}');
  } catch {
    return {};
  }
}
