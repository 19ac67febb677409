import * as v from 'valibot';
import { type Imports, type RowLife, rowFates } from '../../imports/index.ts';
import { type RollcallError, readParams } from '../../nodes/index.ts';
import { didYouMean } from '../did-you-mean.ts';
import { invalidParam } from '../invalid-param.ts';
import { isObject } from '../is-object.ts';
import type { ImportFixesBody, ImportRowLife } from './import-answers.ts';
import type { ApiRoute } from './route.ts';

/** A thousand corrections of the longest kind that anybody writes by hand. */
const maxBytes = 4 * 2 ** 20;

const limit = v.optional(
  v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000), v.description('Rows of a page. 100 by default.')),
);
/** Rows and lines are counted in 32 bits. */
const highest = v.maxValue<number, number>(2_147_483_647);
const after = v.optional(
  v.pipe(v.number(), v.integer(), v.minValue(-1), highest, v.description('`next` of the page before.')),
);
const offset = (what: string) =>
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), highest, v.description(what)));

export const problemsQuery = v.object({
  after,
  offset: offset('How many rows with such problems are passed over, to begin anywhere; not together with `after`.'),
  limit,
  code: v.optional(v.pipe(v.string(), v.description('Only problems of this code.'))),
  column: v.optional(
    v.pipe(v.string(), v.description('With `code`: only those of this column. Empty: only those of no single column.')),
  ),
  q: v.optional(
    v.pipe(
      v.string(),
      v.maxLength(254),
      v.description('Only rows whose email holds this text, or whose line is this number.'),
    ),
  ),
});
export const problemValuesQuery = v.object({
  code: v.pipe(v.string(), v.description('Code of the problems.')),
  column: v.pipe(v.string(), v.description('Column of the problems.')),
  limit: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200), v.description('Values at most. 50 by default.')),
  ),
});
export const rowsQuery = v.object({
  fate: v.optional(v.pipe(v.picklist(rowFates), v.description('Only rows of this fate.'))),
  after,
  offset: offset('How many rows of this fate are passed over, to begin anywhere; not together with `after`.'),
  limit,
});
export const fixesQuery = v.object({ offset: offset('How many corrections are passed over.'), limit });
const lineOfPath = v.object({ line: v.pipe(v.number(), v.integer(), v.minValue(1), highest) });

/** The rows of an import: what is wrong with them, corrections of their cells, and what became of them. */
export function importRowRoutes(imports: Imports): ApiRoute[] {
  return [
    {
      method: 'GET',
      path: '/api/imports/:id/problems',
      async handle({ path: { id = '' }, query }) {
        const given = whatIsGiven(readParams({ params: problemsQuery, rules: [] }, query));
        beginsOnce(given);
        // An empty one says something here, and the name of a column is what it is to the last blank.
        const { column } = query;
        if (column !== undefined && given.code === undefined)
          throw invalidParam('code', 'Give code together with column: the two name a kind of problem.');
        const wanted = { ...given, ...(column !== undefined && { column }) };
        return { status: 200, body: await imports.problems(id, wanted) };
      },
    },
    {
      method: 'GET',
      path: '/api/imports/:id/problems/values',
      async handle({ path: { id = '' }, query }) {
        const given = whatIsGiven(readParams({ params: problemValuesQuery, rules: [] }, query));
        // The name of a column is what it is to the last blank.
        const { column = given.column } = query;
        return { status: 200, body: await imports.problemValues(id, { ...given, column }) };
      },
    },
    {
      method: 'GET',
      path: '/api/imports/:id/rows',
      async handle({ path: { id = '' }, query }) {
        const given = whatIsGiven(readParams({ params: rowsQuery, rules: [] }, query));
        beginsOnce(given);
        return { status: 200, body: await imports.rows(id, given) };
      },
    },
    {
      method: 'GET',
      path: '/api/imports/:id/rows/:line',
      async handle({ path: { id = '', line: given } }) {
        const { line: number } = readParams({ params: lineOfPath, rules: [] }, { line: given });
        return { status: 200, body: rowLife(await imports.row(id, number)) };
      },
    },
    {
      method: 'GET',
      path: '/api/imports/:id/fixes',
      async handle({ path: { id = '' }, query }) {
        const given = whatIsGiven(readParams({ params: fixesQuery, rules: [] }, query));
        return { status: 200, body: await imports.fixes(id, given) };
      },
    },
    {
      method: 'POST',
      path: '/api/imports/:id/fixes',
      maxBytes,
      async handle({ path: { id = '' }, body }) {
        const { fixes, replacements } = readFixes(body);
        return { status: 200, body: await imports.fix(id, fixes, replacements) };
      },
    },
  ];
}

/** @throws {RollcallError} invalid_params */
function beginsOnce({ after, offset }: { after?: number; offset?: number }): void {
  if (after === undefined || offset === undefined) return;
  throw invalidParam('offset', 'Give either after or offset: both say where the page begins.');
}

function rowLife({ events, ...life }: RowLife): ImportRowLife {
  return { ...life, events: events.map((event) => ({ ...event, at: event.at.toISOString() })) };
}

const fields = { fixes: ['line', 'row', 'column', 'value'], replacements: ['column', 'from', 'to'] } as const;

/** What is in the corrections is checked where they are kept. @throws {RollcallError} invalid_params */
function readFixes(body: Record<string, unknown>): ImportFixesBody {
  const lists = ['fixes', 'replacements'] as const;
  for (const name of Object.keys(body)) if (!lists.some((list) => list === name)) throw unknown('fixes', name, lists);
  for (const list of lists) {
    const given = body[list];
    if (!Array.isArray(given)) continue;
    given.forEach((one: unknown, at) => {
      if (!isObject(one)) return;
      const name = Object.keys(one).find((key) => !fields[list].some((field) => field === key));
      if (name !== undefined) throw unknown(`${list}[${at}]`, name, fields[list]);
    });
  }
  return body as ImportFixesBody;
}

function unknown(param: string, name: string, known: readonly string[]): RollcallError {
  return invalidParam(
    param,
    `There is no field "${name}"${didYouMean(name, known)} Corrections are { "fixes": [{ "line": 17, "column": "Email", "value": "ana@example.com" }], "replacements": [{ "column": "Country", "from": "BRD", "to": "DE" }] }.`,
  );
}

/** Without what was not given. */
function whatIsGiven<Query extends object>(query: Query): { [Name in keyof Query]: Exclude<Query[Name], undefined> } {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as never;
}
