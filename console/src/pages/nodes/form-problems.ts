import type { FormField, ParamProblem } from '../../../../src/hosts/http/api-types.ts';
import { type FormValue, type FormValues, filledEntries, type RecordRow } from './form-values.ts';

export type PlacedProblems = {
  /** By the place of the field: `email`, `addresses[2].city`. */
  at: Map<string, string[]>;
  /** What stands above the form. */
  top: string[];
};

/** Puts each problem to the field that it is about; what is about none, or about one that the form does not show, stands above it. */
export function placeProblems(fields: FormField[], values: FormValues, problems: ParamProblem[]): PlacedProblems {
  const at = new Map<string, string[]>();
  const top = new Set<string>();
  const places = new Set(placesOf(fields, values));
  for (const problem of problems) {
    const place = [placeOf(problem, values), problem.param].find((one) => one !== null && places.has(one));
    if (place) at.set(place, [...new Set([...(at.get(place) ?? []), problem.message])]);
    else top.add(problem.message);
  }
  return { at, top: [...top] };
}

/** Every place of a form at which a message can stand, in the order of the form. */
export function placesOf(fields: FormField[], values: FormValues): string[] {
  return fields.flatMap(({ param, type, fields: own = [] }) => {
    const entries = type === 'objects' ? ((values[param] ?? []) as FormValues[]) : [];
    return [param, ...entries.flatMap((_, index) => own.map((field) => `${param}[${index}].${field.param}`))];
  });
}

/** Blank entries are not sent: the first that was sent may be the third of the form. */
export function placeOf({ param, path }: ParamProblem, values: FormValues): string | null {
  const [, name, position, rest] = /^([^.[]+)\[(\d+)\](.*)$/.exec(path ?? '') ?? [];
  if (name === undefined) return path ?? param;
  const value = values[name];
  const isEntries = Array.isArray(value) && typeof value[0] === 'object' && !Array.isArray(value[0]);
  const index = isEntries ? filledEntries(value as FormValues[])[Number(position)] : Number(position);
  return `${name}[${index}]${rest}`;
}

/** What the API never sees, because it cannot be sent: a value without a name, and a name twice. */
export function unsendable(fields: FormField[], values: FormValues): ParamProblem[] {
  return fields.flatMap(({ param, type }) => (type === 'record' ? rowProblems(param, values[param]) : []));
}

function rowProblems(param: string, value: FormValue = []): ParamProblem[] {
  const rows = value as RecordRow[];
  const names = rows.map(([name]) => name.trim()).filter((name) => name !== '');
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  const problems: ParamProblem[] = [];
  if (rows.some(([name, text]) => name.trim() === '' && text !== ''))
    problems.push({ param, message: 'A value stands here without its name.' });
  if (twice !== undefined) problems.push({ param, message: `${twice} stands here twice: it can have one value.` });
  return problems;
}
