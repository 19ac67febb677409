import { jsonSchemaOf } from '../json-schema-of.ts';
import { array, type Json, json, moment, object, ref, text, truth, whole } from '../json-schemas.ts';
import { fixesQuery, problemsQuery, problemValuesQuery, rowsQuery } from './import-row-routes.ts';
import { needsCheck, place, problem } from './openapi-import-schemas.ts';
import { failures, idempotencyKey, idParameter, jsonBody, notJson, ok, operation } from './openapi-operations.ts';

/** What stands after the `?`, as parameters. */
export function queryParameters(schema: Parameters<typeof jsonSchemaOf>[0]): Json[] {
  const { properties = {}, required = [] } = jsonSchemaOf(schema);
  return Object.entries(properties).map(([name, given]) => ({
    name,
    in: 'query',
    ...(required.includes(name) && { required: true }),
    schema: given,
  }));
}

const next = { ...whole, description: '`after` of the next page; absent on the last one.' };
const wrong = failures(['invalid_params', 'not_found']);
const takesBack = 'What the cells are read as; null takes the replacement back.';
const replacement = {
  column: { ...text, description: 'Header of the file; of JSON the path: address.country.' },
  from: { type: 'string', maxLength: 10_000, description: 'What the cells hold; empty for those without a value.' },
  to: text,
};
const line = { name: 'line', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } };

export const importRowPaths: Json = {
  '/api/imports/{id}/problems': {
    get: {
      ...operation(
        'listImportProblems',
        'Imports',
        'Problems that the check found, row by row in the order of the file',
        {
          200: ok(
            'A page; problems of one row stand together, and pages, offset and total count rows',
            object(
              {
                problems: array(ref('ImportProblem')),
                total: { ...whole, description: 'Rows with such problems, over all pages; only on the first page.' },
                next,
              },
              ['problems'],
            ),
          ),
          ...wrong,
        },
      ),
      parameters: [idParameter, ...queryParameters(problemsQuery)],
    },
  },
  '/api/imports/{id}/problems/values': {
    get: {
      ...operation('listImportProblemValues', 'Imports', 'The distinct cell values of one kind of problem', {
        200: ok(
          'The values, the most frequent first',
          object(
            {
              values: array(object({ value: text, count: whole }, ['value', 'count'])),
              total: { ...whole, description: 'Distinct values, those that are not listed included.' },
            },
            ['values', 'total'],
          ),
        ),
        ...wrong,
      }),
      description:
        'Cells as the last check read them, without blanks at their ends. A replacement takes one as `from`.',
      parameters: [idParameter, ...queryParameters(problemValuesQuery)],
    },
  },
  '/api/imports/{id}/rows': {
    get: {
      ...operation('listImportRows', 'Imports', 'What became of the rows, in the order of the file', {
        200: ok(
          'A page',
          object({ rows: array(ref('ImportRow')), total: { ...whole, description: 'Rows of this fate.' }, next }, [
            'rows',
            'total',
          ]),
        ),
        ...wrong,
      }),
      parameters: [idParameter, ...queryParameters(rowsQuery)],
    },
  },
  '/api/imports/{id}/rows/{line}': {
    get: {
      ...operation('getImportRow', 'Imports', 'All that happened to the row on a line of the file', {
        200: ok(
          'The life of the row',
          object(
            {
              ...{ import_id: text, line: whole, email: text, source_id: text },
              record: { ...text, description: 'As it stands in the file, corrections included, secrets blanked.' },
              cells: { type: 'object', additionalProperties: text, description: 'Its values by column.' },
              problems: array(json),
              duplicate_of_line: whole,
              continues_line: whole,
              sends: { ...json, description: 'What is sent for it, in the names of BigCommerce.' },
              events: array(object({ at: moment, event: text }, ['at', 'event'])),
              fate: text,
            },
            ['import_id', 'line', 'record', 'problems', 'events', 'fate'],
          ),
        ),
        ...wrong,
      }),
      parameters: [idParameter, line],
    },
  },
  '/api/imports/{id}/fixes': {
    get: {
      ...operation(
        'listImportFixes',
        'Imports',
        'Corrections: of single cells in the order of the file, and replacements',
        {
          200: ok(
            'A page',
            object(
              {
                fixes: array({
                  ...object(
                    {
                      row: whole,
                      line: whole,
                      column: text,
                      value: text,
                      former: { ...text, description: 'What the file has there.' },
                    },
                    ['row', 'line', 'column', 'value'],
                  ),
                }),
                total: { ...whole, description: 'All corrections of single cells.' },
                replacements: {
                  ...array(
                    object(
                      {
                        ...replacement,
                        rows: { ...whole, description: 'Rows in which the last check met it; absent before it did.' },
                      },
                      ['column', 'from', 'to'],
                    ),
                  ),
                  description: 'All of them, on every page.',
                },
                needs_check: needsCheck,
                next: { ...whole, description: '`offset` of the next page; absent on the last one.' },
              },
              ['fixes', 'total', 'replacements', 'needs_check'],
            ),
          ),
          ...wrong,
        },
      ),
      parameters: [idParameter, ...queryParameters(fixesQuery)],
    },
    post: {
      ...operation(
        'fixImport',
        'Imports',
        'Correct cells, one by one or by value, until the import is started; all of a call or none',
        {
          200: ok(
            'They are kept; what remains wrong with their rows',
            object(
              {
                fixes: { ...whole, description: 'All corrections of single cells that the import has now.' },
                replacements: { ...whole, description: 'All replacements that the import has now.' },
                needs_check: needsCheck,
                rows: array(
                  object({ ...place, rejected: truth, problems: array(object(problem, ['code', 'message'])) }, [
                    'row',
                    'line',
                    'rejected',
                    'problems',
                  ]),
                ),
                not_judged: {
                  ...object({ code: text, message: text }),
                  description: 'Why the rows could not be judged at once.',
                },
              },
              ['fixes', 'replacements', 'needs_check', 'rows'],
            ),
          ),
          ...failures(['invalid_params', 'not_found', 'too_large', 'idempotency_conflict']),
          ...notJson,
        },
      ),
      description:
        'A correction lies over the uploaded file, which stays as it is, and counts from the next check on. The rejects have it. ' +
        'A replacement reads every cell of a column that holds `from`, blanks at its ends apart, as `to`; where a cell has a correction of its own, that one counts. ' +
        'Cells of passwords, of rows that only add an address to an earlier one, and of records that cannot be read are refused.',
      parameters: [idParameter, idempotencyKey],
      requestBody: jsonBody(
        {
          ...object({
            fixes: { ...array(ref('ImportFix')), maxItems: 1_000 },
            replacements: {
              ...array(
                object(
                  { ...replacement, to: { type: ['string', 'null'], maxLength: 10_000, description: takesBack } },
                  ['column', 'from', 'to'],
                ),
              ),
              maxItems: 1_000,
            },
          }),
          minProperties: 1,
        },
        {
          email: { summary: 'One cell', value: { fixes: [{ line: 17, column: 'Email', value: 'ana@example.com' }] } },
          country: {
            summary: 'One value wherever it stands',
            value: { replacements: [{ column: 'Country', from: 'BRD', to: 'DE' }] },
          },
        },
      ),
    },
  },
};
