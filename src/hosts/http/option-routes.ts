import { countryOptions, type OptionsSource, readOptions } from '../../nodes/index.ts';
import type { FormOption } from '../node-form.ts';
import { readCredentialsId } from '../read-credentials-id.ts';
import type { Stores } from '../stores.ts';
import { notAmong } from './not-among.ts';
import type { ApiRoute } from './route.ts';

/** `GET /api/options/{source}` */
export type OptionsAnswer = {
  /** In the order to show: groups and attributes as the store lists them, countries by name. */
  options: FormOption[];
};

export type OptionRoutesOptions = {
  stores: Stores;
  /** Ends waits when the server stops. */
  signal?: AbortSignal;
};

export const optionsSources: OptionsSource[] = ['customer_groups', 'customer_attributes', 'countries'];

/** Somebody looks at a form meanwhile. */
const maxWaitMs = 10_000;

/** The values that forms offer, from the store where it has them. */
export function optionRoutes({ stores, signal }: OptionRoutesOptions): ApiRoute[] {
  return [
    {
      method: 'GET',
      path: '/api/options/:source',
      async handle({ path, query }) {
        const source = readSource(path.source ?? '');
        if (source === 'countries') return { status: 200, body: { options: countryOptions() } };
        const store = await stores.open(readCredentialsId(query.credentials_id));
        const options = await readOptions(store, source, { maxWaitMs, ...(signal && { signal }) });
        return { status: 200, body: { options } };
      },
    },
  ];
}

function readSource(name: string): OptionsSource {
  const source = optionsSources.find((known) => known === name);
  if (source) return source;
  throw notAmong(optionsSources, name, { said: 'There are no options', title: 'Options' });
}
