import type { InferOutput } from 'valibot';
import { RollcallError } from '../bigcommerce/index.ts';
import type { Params } from './define-node.ts';
import { compileReader, type Problem, type Reader } from './read-value.ts';
import type { Rule } from './rules.ts';

/** A definition's part that says what it takes. */
export type Readable<Schema extends Params> = { params: Schema; rules: Rule<InferOutput<Schema>>[] };

const readers = new WeakMap<Params, Reader>();

/**
 * Reads the loose values of a workflow tool as the schema wants them: "3" is a number, 789 an id, "yes" a boolean, blanks at the
 * ends go, "" and null are not given, lists and objects may be text. Then the definition's rules are checked.
 * @throws {RollcallError} invalid_params with every problem of the call in its message and in details.problems
 */
export function readParams<Schema extends Params>(definition: Readable<Schema>, raw: unknown): InferOutput<Schema> {
  const problems: Problem[] = [];
  const params = readerOf(definition.params)(raw, '', problems) as InferOutput<Schema>;
  if (problems.length > 0) throw invalid(problems);
  for (const rule of definition.rules) if (!rule.holds(params)) problems.push(brokenRule(rule, raw, params));
  if (problems.length > 0) throw invalid(problems);
  return params;
}

/** The reader of a schema, made once. */
export function readerOf(schema: Params): Reader {
  let read = readers.get(schema);
  if (!read) {
    read = compileReader(schema);
    readers.set(schema, read);
  }
  return read;
}

/** What a broken rule says. */
export function brokenRule<P>(
  { says, param, explain }: Pick<Rule<P>, 'says' | 'param' | 'explain'>,
  raw: unknown,
  params: P,
): Problem {
  return explain?.(raw as Record<string, unknown>, params) ?? { param, message: says };
}

/** Forms and flags know the parameter, not the place within it. */
export function paramOf({ param }: Problem): string {
  return /^[^.[]+/.exec(param)?.[0] ?? param;
}

/** A problem as it stands in a message of several. */
export function sentence({ message }: Problem): string {
  return message.replace(/[^.?!]$/, '$&.');
}

function invalid(problems: Problem[]): RollcallError {
  const message = problems.map(sentence).join(' ');
  const param = paramOf(problems[0]!);
  return new RollcallError('invalid_params', message, { param, details: { problems } });
}
