import { createRequire } from 'node:module';
import { type Answer, legacyList, refuseLegacy } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { pageOf, readLegacyPaging } from '../http/pages.ts';
import { allowLegacyFilters } from '../http/query.ts';

/** ISO 3166-1 alpha-2. Names come from the runtime, so that this list and the client's are two. */
const CODES =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN ' +
  'CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM ' +
  'HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ' +
  'ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW ' +
  'SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI ' +
  'VN VU WF WS YE YT ZA ZM ZW';

type Country = { id: number; name: string; code: string };

let byCode: Map<string, Country> | undefined;

/** Countries by code; ids are positions in the order of their English names: our choice. */
function countries(): Map<string, Country> {
  if (byCode) return byCode;
  const names = new Intl.DisplayNames(['en'], { type: 'region' });
  const sorted = CODES.split(' ')
    .map((code) => ({ code, name: names.of(code)! }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  byCode = new Map(sorted.map(({ code, name }, position) => [code, { id: position + 1, name, code }]));
  return byCode;
}

/** The English name of a country code in capitals; undefined when there is no such country. */
export function countryName(code: string): string | undefined {
  return countries().get(code)?.name;
}

const FILTERS = new Set(['page', 'limit', 'country', 'country_iso2']);

export function getCountries({ query, storeHash }: Call): Answer {
  allowLegacyFilters(query, FILTERS);
  const name = query.get('country')?.toLowerCase();
  const code = query.get('country_iso2')?.toUpperCase();
  const rows = [...countries().values()].filter(
    (row) => (name === undefined || row.name.toLowerCase() === name) && (code === undefined || row.code === code),
  );
  return legacyList(pageOf(rows, readLegacyPaging(query)).map((row) => countryView(row, storeHash)));
}

export function getCountry({ ids, storeHash }: Call): Answer {
  return { status: 200, json: countryView(existing(ids[0]!), storeHash) };
}

function existing(id: number): Country {
  for (const country of countries().values()) if (country.id === id) return country;
  return refuseLegacy(404, 'The requested resource was not found.');
}

function countryView(row: Country, storeHash: string): Record<string, unknown> {
  const resource = `/countries/${row.id}/states`;
  return {
    id: row.id,
    country: row.name,
    country_iso2: row.code,
    states: { url: `https://api.bigcommerce.com/stores/${storeHash}/v2${resource}`, resource },
  };
}

type Region = { name: string; shortCode?: string };

let regions: { countryShortCode: string; regions: Region[] }[] | undefined;

const STATE_FILTERS = new Set(['page', 'limit', 'state', 'state_abbreviation']);

export function getStates({ ids, query }: Call): Answer {
  allowLegacyFilters(query, STATE_FILTERS);
  const country = existing(ids[0]!);
  // Half a megabyte that most sandboxes never need.
  regions ??= createRequire(import.meta.url)('country-region-data/data.json') as NonNullable<typeof regions>;
  const state = query.get('state')?.toLowerCase();
  const abbreviation = query.get('state_abbreviation')?.toUpperCase();
  const rows = (regions.find((entry) => entry.countryShortCode === country.code)?.regions ?? [])
    .map((region, position) => ({
      id: country.id * 1000 + position,
      state: region.name,
      state_abbreviation: region.shortCode ?? '',
      country_id: country.id,
    }))
    .filter(
      (row) =>
        (state === undefined || row.state.toLowerCase() === state) &&
        (abbreviation === undefined || row.state_abbreviation === abbreviation),
    );
  return legacyList(pageOf(rows, readLegacyPaging(query)));
}
