import * as v from 'valibot';
import { isRollcallError } from '../bigcommerce/index.ts';
import type { NodeDefinition, Params } from './define-node.ts';
import { brokenRule, paramOf, readerOf, sentence } from './read-params.ts';
import { isBlank, type Problem } from './read-value.ts';

export type ParamProblem = {
  /** Name of the parameter; null where no single one is to blame. */
  param: string | null;
  /** The place within a parameter that holds several: `addresses[0].city`. */
  path?: string;
  message: string;
  /** Nothing is wrong, but something is missing. @default false */
  missing?: true;
};

export type CheckedParams = {
  /** Empty where running would ask the store. */
  problems: ParamProblem[];
  /** What running does that others notice or that cannot be taken back; empty as long as there are problems. */
  consequences: string[];
  /** What was given, by parameter: as it is read, or as it came where it cannot be read. */
  given: Record<string, unknown>;
};

/**
 * Finds everything that running a node would refuse without asking the store, in its words. Running ends with the first kind of
 * problem; here a rule or check speaks up as long as it looks at nothing that could not be read.
 */
export function checkParams(
  { params: schema, rules, checks, consequences }: Pick<NodeDefinition, 'params' | 'rules' | 'checks' | 'consequences'>,
  raw: Record<string, unknown>,
): CheckedParams {
  const misread: Problem[] = [];
  let params = readerOf(schema)(raw, '', misread) as Record<string, unknown>;
  const unread = new Set(misread.map(paramOf));
  const problems = misread.map((problem) => asFound(problem, schema, raw));
  if (misread.length > 0) {
    const rest = Object.fromEntries(
      Object.entries(raw).filter(([name]) => Object.hasOwn(schema.entries, name) && !unread.has(name)),
    );
    params = readerOf(nothingRequired(schema))(rest, '', []) as Record<string, unknown>;
  }
  const readable = readableOf(params, new Set([...unread].filter((name) => Object.hasOwn(schema.entries, name))));
  for (const rule of rules) {
    if (told(() => rule.holds(readable)) !== false) continue;
    const { param, message } = brokenRule(rule, raw, readable as never);
    const isAny = rule.lacks === 'any' && param === rule.param;
    problems.push({ param: isAny ? null : param, message, ...(rule.lacks && { missing: true }) });
  }
  for (const check of checks?.(readable as never) ?? []) {
    const refusal = told(check);
    if (isRollcallError(refusal)) problems.push({ param: refusal.param ?? null, message: refusal.message });
  }
  return {
    problems,
    consequences: problems.length === 0 ? (consequences?.(params as never) ?? []) : [],
    given: givenOf(raw, params, schema, unread),
  };
}

function asFound(problem: Problem, schema: Params, raw: Record<string, unknown>): ParamProblem {
  const param = paramOf(problem);
  const isMissing = Object.hasOwn(schema.entries, problem.param) && isBlank(raw[problem.param]);
  return {
    param,
    ...(problem.param !== param && { path: problem.param }),
    message: sentence(problem),
    ...(isMissing && { missing: true }),
  };
}

const relaxed = new WeakMap<Params, Params>();

/** The same schema without a parameter that must be there. */
function nothingRequired(schema: Params): Params {
  let known = relaxed.get(schema);
  if (!known) {
    const entries = Object.entries(schema.entries).map(([name, entry]) => [
      name,
      entry.type === 'optional' ? entry : v.optional(entry as v.GenericSchema),
    ]);
    known = v.object(Object.fromEntries(entries)) as Params;
    relaxed.set(schema, known);
  }
  return known;
}

/** Thrown where a rule or check looks at a parameter that could not be read: it then has nothing to say. */
const unreadable = Symbol('unreadable');

function readableOf<P extends object>(params: P, unread: Set<string | symbol>): P {
  if (unread.size === 0) return params;
  return new Proxy(params, {
    get(target, name) {
      if (unread.has(name)) throw unreadable;
      return Reflect.get(target, name);
    },
    ownKeys() {
      throw unreadable;
    },
  });
}

/** What was returned, or the failure that was thrown; undefined where an unreadable parameter was looked at. */
function told<T>(look: () => T): T | unknown {
  try {
    return look();
  } catch (error) {
    if (error === unreadable) return undefined;
    if (isRollcallError(error)) return error;
    throw error;
  }
}

function givenOf(
  raw: Record<string, unknown>,
  params: Record<string, unknown>,
  { entries }: Params,
  unread: Set<string>,
): Record<string, unknown> {
  const given: [string, unknown][] = [];
  for (const [name, value] of Object.entries(raw)) {
    const isRead = Object.hasOwn(entries, name) && !unread.has(name);
    const known = isRead ? params[name] : value;
    if (!isBlank(value) && known !== undefined) given.push([name, known]);
  }
  return Object.fromEntries(given);
}
