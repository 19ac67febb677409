import { filterParams } from '../../nodes/index.ts';
import { jsonSchemaOf } from '../json-schema-of.ts';
import type { Json } from '../json-schemas.ts';
import { exportQuery } from './export-routes.ts';
import { failures, operation } from './openapi-operations.ts';

const description =
  'The same file as `rollcall export` writes; the filters are parameters of the get node, and without one there is everything. ' +
  'The first page is read before the answer begins, so that a filter, a credential or a store that refuses is a failure object with its status. ' +
  'What fails later breaks the connection off: a download that ends in order is whole. Interactive calls on the same store pass an export.';

const notes = {
  customers:
    "CSV is BigCommerce's Bulk Edit file, which has no columns for attributes, form fields and channels; it begins when the last customer is read, since its width is known then. NDJSON has everything.",
  orders: 'CSV is a table of one row an order; NDJSON has everything that the API tells.',
};

export const exportPaths: Json = Object.fromEntries(
  (['customers', 'orders'] as const).map((what) => [
    `/api/exports/${what}`,
    {
      get: {
        ...operation(`export${what === 'customers' ? 'Customers' : 'Orders'}`, 'Exports', `Download ${what}`, {
          200: {
            description: `The ${what}, as a file`,
            headers: { 'Content-Disposition': { description: 'A name for the file', schema: { type: 'string' } } },
            content: {
              'text/csv': { schema: { type: 'string' } },
              'application/x-ndjson': { schema: { type: 'string' } },
            },
          },
          ...failures([
            'invalid_params',
            'email_not_searchable',
            'rejected',
            'credentials_not_found',
            'store_not_found',
            'unauthorized',
            'forbidden',
            'network',
            'store_unavailable',
            'timeout',
          ]),
        }),
        description: `${description}\n\n${notes[what]}`,
        parameters: [...queryOf(exportQuery), ...queryOf(filterParams[what])],
      },
    },
  ]),
);

function queryOf(schema: Parameters<typeof jsonSchemaOf>[0]): Json[] {
  const { properties = {} } = jsonSchemaOf(schema);
  return Object.entries(properties).map(([name, { description: text, ...rest }]) => ({
    name,
    in: 'query',
    ...(text !== undefined && { description: text }),
    schema: rest,
    // Lists are commas.
    ...(rest.type === 'array' && { style: 'form', explode: false }),
  }));
}
