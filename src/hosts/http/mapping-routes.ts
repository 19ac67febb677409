import { listTargets, type Mapping, type MappingFiles } from '../../imports/index.ts';
import { RollcallError } from '../../nodes/index.ts';
import { didYouMean } from '../did-you-mean.ts';
import { invalidParam } from '../invalid-param.ts';
import { isObject } from '../is-object.ts';
import { savedName } from '../read-import-options.ts';
import type { MappingList, MappingTargets, NamedMapping } from './import-answers.ts';
import type { ApiRoute } from './route.ts';

const maxBytes = 4 * 2 ** 20;
const fields = ['name', 'mapping'];

/** Named mappings, which belong to no store. */
export function mappingRoutes(mappings: MappingFiles): ApiRoute[] {
  return [
    {
      method: 'GET',
      path: '/api/mappings',
      handle: async () => ({ status: 200, body: { mappings: await mappings.list() } satisfies MappingList }),
    },
    {
      method: 'POST',
      path: '/api/mappings',
      maxBytes,
      async handle({ body }) {
        const { name, mapping } = readFields(body);
        await mappings.save(name, mapping);
        return { status: 201, body: { success: true, name, message: `The mapping "${name}" is saved.` } };
      },
    },
    // Before the mappings by name; none can be saved under this one.
    {
      method: 'GET',
      path: '/api/mappings/targets',
      handle: async () => ({ status: 200, body: { targets: listTargets() } satisfies MappingTargets }),
    },
    {
      method: 'GET',
      path: '/api/mappings/:name',
      async handle({ path: { name = '' } }) {
        const names = (await mappings.list()).map((saved) => saved.name);
        if (!names.includes(name)) throw notSaved(name, names);
        return { status: 200, body: { name, mapping: await mappings.load(name) } satisfies NamedMapping };
      },
    },
  ];
}

/** What is in the mapping is checked where it is saved. */
function readFields(body: Record<string, unknown>): { name: string; mapping: Mapping } {
  for (const name of Object.keys(body)) {
    if (fields.includes(name)) continue;
    throw invalidParam(name, `There is no field "${name}"${didYouMean(name, fields)} Send ${fields.join(' and ')}.`);
  }
  const { name, mapping } = body;
  if (typeof name !== 'string' || name.trim() === '')
    throw invalidParam('name', 'name is missing: it is what the mapping is called.');
  if (!isObject(mapping))
    throw invalidParam(
      'mapping',
      'mapping is missing: { "version": 1, "columns": { "E-mail": "email" } }. An import shows its own.',
    );
  return { name: savedName(name.trim()), mapping: mapping as Mapping };
}

function notSaved(name: string, names: string[]): RollcallError {
  const known = names.length > 0 ? `Saved are: ${names.join(', ')}.` : 'None is saved yet.';
  return new RollcallError('not_found', `There is no mapping named "${name}"${didYouMean(name, names)} ${known}`);
}
