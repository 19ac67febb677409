import { distance } from 'fastest-levenshtein';
import { RollcallError } from '../../bigcommerce/index.ts';
import type { SourceRecord } from '../sources/index.ts';
import { decimalOf } from './amount-column.ts';
import { type Chosen, decideColumns } from './decide-columns.ts';
import { foldHeader } from './fold-header.ts';
import type { Decimal } from './read-amount.ts';
import { sampleColumns, showSamples } from './samples.ts';
import { isSecretName } from './secret-names.ts';
import { isTarget, nearestTarget, placeKey, placeOf } from './targets.ts';
import { recogniseTemplate, templateById } from './templates.ts';
import type { ColumnProposal, Mapping, Proposal } from './types.ts';

export type ProposeOptions = {
  /** The names of the columns of a CSV, no two equal; of JSON the union of the keys of the samples. */
  header: string[];
  /** What stands above the columns of a CSV, where these are not the names. @default header */
  headings?: string[];
  samples: SourceRecord[];
  /** @default false */
  json?: boolean;
  /** A saved mapping. What it does not name is decided as without it. */
  mapping?: Mapping;
  /** Header, without regard to case and punctuation -> target; null is not carried. They go before the mapping. */
  overrides?: Record<string, string | null>;
};

/**
 * Says where each column of a file goes, and why: by the user's choice, a saved mapping, a template that the header row is known by,
 * or names and contents that are alike.
 * @throws {RollcallError} invalid_params for a header or target that there is not, and for two columns chosen for one target
 */
export function proposeMapping(options: ProposeOptions): Proposal {
  const { header, samples, json = false, mapping, overrides = {} } = options;
  const sampled = sampleColumns(header, samples, json);
  const { headings = sampled.header } = options;
  const folded = headings.map(foldHeader);
  const positionOf = columnFinder(sampled.header, headings);
  const template = recogniseTemplate(folded) ?? templateById(mapping?.template);
  const chosen = chooseColumns(sampled.header, headings, positionOf, overrides, mapping);
  const decided = decideColumns({ header: sampled.header, headings, folded, values: sampled.values, chosen, template });
  const columns = decided.map(
    ({ conflict, ...column }, position): ColumnProposal => ({
      ...column,
      samples:
        column.why === 'secret' || column.target === 'new_password' ? [] : showSamples(sampled.values[position]!),
      ...(column.target === 'store_credit' && decimalOfColumn(position)),
    }),
  );
  const rules = mapping?.group_rules;
  for (const { column } of rules ?? [])
    if (positionOf(column) < 0) throw noSuchColumn('A group rule of the mapping', column, sampled.header);
  return {
    mapping: {
      version: 1,
      ...(template && { template: template.id }),
      columns: Object.fromEntries(columns.map(({ column, target }) => [column, target])),
      ...(rules && { group_rules: rules }),
    },
    ...(template && { template: { id: template.id, title: template.title } }),
    columns,
    needs_choice: decided.filter(({ conflict }) => conflict).map(({ column }) => column),
  };

  /** Of all samples: one among two hundred may tell how the others are meant. */
  function decimalOfColumn(position: number): { decimal?: Decimal } {
    const values = json ? sampled.values[position]! : samples.map(({ cells }) => cells?.[position]);
    const decimal = decimalOf(values);
    return decimal ? { decimal } : {};
  }
}

/** Position of a column -> what the user chose for it. */
function chooseColumns(
  header: readonly string[],
  headings: readonly string[],
  positionOf: ColumnFinder,
  overrides: Record<string, string | null>,
  mapping: Mapping | undefined,
): Map<number, Chosen> {
  const chosen = new Map<number, Chosen>();
  for (const [column, target] of Object.entries(overrides)) {
    const position = positionOf(column);
    if (position < 0) throw noSuchColumn('The mapping', column, header);
    checkTarget(header[position]!, headings[position]!, target);
    chosen.set(position, { target: target === '' ? null : target, why: 'chosen' });
  }
  const taken = new Set(targetsOf(chosen));
  for (const [column, target] of Object.entries(mapping?.columns ?? {})) {
    const position = positionOf(column);
    if (position < 0 || chosen.has(position)) continue;
    checkTarget(header[position]!, headings[position]!, target);
    // A choice on top of the mapping takes its target over.
    const key = target === null ? undefined : placeKey(placeOf(target)!);
    if (key !== undefined && taken.has(key))
      chosen.set(position, { target: null, why: 'mapping', note: `Another column was chosen for ${target}.` });
    else chosen.set(position, { target, why: 'mapping' });
  }
  checkUnique(header, chosen);
  return chosen;
}

function targetsOf(chosen: Map<number, Chosen>): string[] {
  return [...chosen.values()].flatMap(({ target }) => (target === null ? [] : [placeKey(placeOf(target)!)]));
}

function checkTarget(column: string, heading: string, target: string | null): void {
  if (target === null || target === '') return;
  if (isSecretName(heading) && target !== 'new_password')
    throw invalid(
      `The column "${column}" holds passwords, hashes or tokens by its name, and is dropped. It can go to new_password or nowhere, not to "${target}". Rename the column if it holds something else.`,
    );
  if (isTarget(target)) return;
  const near = nearestTarget(target);
  throw invalid(
    `The column "${column}" cannot go to "${target}": there is no such target.${near === undefined ? '' : ` Did you mean ${near}?`}`,
  );
}

function checkUnique(header: readonly string[], chosen: Map<number, Chosen>): void {
  const columns = new Map<string, string>();
  for (const [position, { target }] of chosen) {
    if (target === null) continue;
    const key = placeKey(placeOf(target)!);
    const other = columns.get(key);
    if (other !== undefined)
      throw invalid(
        `The columns "${other}" and "${header[position]}" both go to ${target}, which takes one. Leave one of them out.`,
      );
    columns.set(key, header[position]!);
  }
}

/** The position of the column that somebody names; -1 where there is none. */
type ColumnFinder = (column: string) => number;

/**
 * Finds columns without regard to case and punctuation; one that has no letters is like no other. A name that the file itself does not have,
 * as "Address (2)", is met but for case alone: it is not what "Address 2" names.
 */
function columnFinder(header: readonly string[], headings: readonly string[]): ColumnFinder {
  const exact = new Map(header.map((name, position) => [name, position]));
  const isOwn = (name: string, position: number) => name === headings[position];
  const given = new Map(header.flatMap((name, at) => (isOwn(name, at) ? [] : [[name.toLowerCase(), at]])));
  const folded = header.map((name, at) => (isOwn(name, at) ? foldHeader(name) : undefined));
  return (column) => {
    const found = exact.get(column) ?? given.get(column.trim().toLowerCase());
    if (found !== undefined) return found;
    const wanted = foldHeader(column);
    return wanted === '' ? -1 : folded.indexOf(wanted);
  };
}

function noSuchColumn(who: string, column: string, header: readonly string[]): RollcallError {
  const near = nearest(foldHeader(column), header);
  return invalid(
    `${who} names the column "${column}", which the file does not have.${near === undefined ? '' : ` Did you mean "${near}"?`} The file has: ${header.slice(0, 50).join(', ')}.`,
  );
}

function nearest(wanted: string, header: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const name of header) {
    const steps = distance(wanted, foldHeader(name));
    if (steps >= least) continue;
    least = steps;
    best = name;
  }
  return best;
}

function invalid(message: string): RollcallError {
  return new RollcallError('invalid_params', message, { param: 'map' });
}
