import { array, type Json, object } from '../json-schemas.ts';
import { failureCodes } from './failure.ts';
import { failures, ok, operation } from './openapi-operations.ts';
import { optionsSources } from './option-routes.ts';

// What forms ask for.

export const checkSchema = object(
  {
    valid: { type: 'boolean', description: 'Whether running would ask the store, which may refuse still.' },
    problems: array(
      object(
        {
          param: { type: ['string', 'null'], description: 'The parameter at fault; null where no single one is.' },
          path: { type: 'string', description: 'The place within the parameter: addresses[0].city' },
          message: { type: 'string' },
          missing: { const: true, description: 'Nothing is wrong, but something is missing.' },
        },
        ['param', 'message'],
      ),
    ),
    consequences: {
      type: 'array',
      items: { type: 'string' },
      description:
        'What running does that others notice or that cannot be taken back; empty as long as there are problems.',
    },
    calls: object({ cli: { type: 'string' }, curl: { type: 'string' }, typescript: { type: 'string' } }, [
      'cli',
      'curl',
      'typescript',
    ]),
  },
  ['valid', 'problems', 'consequences', 'calls'],
);

const option = object({ value: { type: ['string', 'number'] }, label: { type: 'string' } }, ['value', 'label']);

export const optionPaths: Json = {
  '/api/options/{source}': {
    get: {
      ...operation('listOptions', 'Nodes', 'The values that a parameter may have in a store, to choose from', {
        200: ok('The values', object({ options: array(option) }, ['options'])),
        ...failures(failureCodes),
      }),
      parameters: [
        { name: 'source', in: 'path', required: true, schema: { type: 'string', enum: optionsSources } },
        {
          name: 'credentials_id',
          in: 'query',
          description: 'Id of a stored credential; may be left out where exactly one is stored, and for countries.',
          schema: { type: 'string' },
        },
      ],
    },
  },
};
