import type { Intent, Journal, Outcome } from '../../bigcommerce/index.ts';
import type { Queryable } from '../import-rows.ts';
import { partitionsOf } from '../partitions.ts';
import { groupCommits } from './group-commits.ts';
import { counted, erased, runGuarded } from './guarded.ts';
import { outcomeRow } from './outcome-row.ts';
import type { Ownership } from './ownership.ts';

export type ImportJournalOptions = {
  db: Queryable;
  importNo: number;
  ownership: Ownership;
  /** Some rows carry a password, which is erased with their fate. */
  hasSecrets: boolean;
};

/** Requests wait for the commit of their intent. */
const intentGroups = { most: 64, lingerMs: 2 };
/** Nothing waits for that of an outcome; lost, it is found out again. */
const outcomeGroups = { most: 64, lingerMs: 5 };

/**
 * The journal of an import in Postgres: intents and outcomes are committed in groups, and only while the store is this worker's own.
 * Both may be written twice without harm.
 * @throws {LostOwnership} from both methods
 */
export function createImportJournal({ db, importNo, ownership, hasSecrets }: ImportJournalOptions): Journal {
  const { rows, intents, outcomes } = partitionsOf(importNo);
  const insertIntents = `written as (
      insert into ${intents} (import_no, epoch, kind, row_nos, highest_id, changes)
      select $3, $2, given.kind, given.row_nos, given.highest_id, given.changes
      from mine, json_to_recordset($4) as given (kind text, row_nos integer[], highest_id bigint, changes text))`;
  const insertOutcomes = `written as (
      insert into ${outcomes} (import_no, row_no, epoch, fate, customer_id, error_code, error, warnings, changes, parts, duplicate_of)
      select $3, given.row_no, $2, given.fate, given.customer_id, given.error_code, given.error, given.warnings, given.changes,
        given.parts, given.duplicate_of
      from mine, json_to_recordset($4) as given (row_no integer, fate text, customer_id bigint, error_code text, error text,
        warnings text, changes text, parts text, duplicate_of integer)
      on conflict do nothing
      returning row_no, fate, warnings), ${hasSecrets ? erased(rows) : ''} ${counted}`;

  return {
    intend: groupCommits(async (intents: Intent[]) => {
      await runGuarded(db, ownership, { name: `intents_${importNo}`, ctes: insertIntents }, [
        importNo,
        JSON.stringify(intents.map(intentRow)),
      ]);
    }, intentGroups),
    settle: groupCommits(async (groups: Outcome[][]) => {
      await runGuarded(db, ownership, { name: `outcomes_${importNo}_${hasSecrets}`, ctes: insertOutcomes }, [
        importNo,
        JSON.stringify(groups.flat().map(outcomeRow)),
      ]);
    }, outcomeGroups),
  };
}

function intentRow({ kind, items, highestId }: Intent) {
  const changes = (): string =>
    JSON.stringify(
      Object.fromEntries(items.map(({ index, customerId, changes }) => [index, { customer_id: customerId, changes }])),
    );
  return {
    kind,
    row_nos: items.map(({ index }) => index),
    highest_id: highestId,
    ...(kind === 'update' && { changes: changes() }),
  };
}
