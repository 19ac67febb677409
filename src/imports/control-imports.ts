import type pg from 'pg';
import { inTransaction, type Queue } from '../database/index.ts';
import { RollcallError } from '../nodes/index.ts';
import { cancelledAsAsked, type ImportOptions, type ImportRecord, pausedAsAsked, pendingOf } from './import.ts';
import { liveAtRest, readImport } from './import-rows.ts';
import { eraseSecrets, hasPartitions, isUnsettled, partitionsOf } from './partitions.ts';

export type ControlOptions = { pool: pg.Pool; queue(): Promise<Queue> };

/** Starting, pausing, cancelling and retrying: what a user asks, on record before anybody acts on it. */
export function controlImports({ pool, queue }: ControlOptions) {
  return {
    async start(record: ImportRecord, options: ImportOptions, limit?: number): Promise<ImportRecord> {
      const { id, no, state } = record;
      if (limit !== undefined && !(Number.isInteger(limit) && limit > 0))
        throw new RollcallError('invalid_params', 'limit must be a whole number above 0.', { param: 'limit' });
      if (state === 'running' || state === 'queued') {
        // A pause that nobody has obeyed yet is taken back; and whoever should drive it is told again.
        await pool.query(`update rollcall.imports set wanted = null where no = $1 and wanted = 'pause'`, [no]);
      } else if (state === 'ready' || state === 'paused') {
        if (record.purgedAt) throw wrongState(record, 'its rows were deleted');
        const rowLimit = limit === undefined ? null : await rowAfter(pool, no, limit);
        const started = await pool.query(
          `update rollcall.imports set state = 'queued', wanted = null, reason = null, queued_at = now(), row_limit = $2, options = $3,
              keep_days = $4, ended_at = null
            where no = $1 and state in ('ready', 'paused') and (state = 'paused' or fixes_no = fixes_checked)`,
          [no, rowLimit, options, options.keep_days],
        );
        if (started.rowCount === 0 && (await readImport(pool, id)).needsCheck)
          throw new RollcallError(
            'invalid_params',
            `Cells of import ${id} were corrected at this very moment, and nobody has checked them. Start it once more.`,
          );
      } else throw wrongState(record, state === 'checking' ? 'it was not checked to its end' : 'import the file again');
      await (await queue()).send(record.storeKey);
      return readImport(pool, id);
    },

    async pause(id: string): Promise<ImportRecord> {
      await pool.query(
        `update rollcall.imports set
            state = case when state = 'queued' then 'paused' else state end,
            reason = case when state = 'queued' then $2::jsonb else reason end,
            wanted = case when state = 'running' then 'pause' else wanted end
          where id = $1 and state in ('queued', 'running') and wanted is distinct from 'cancel'`,
        [id, pausedAsAsked],
      );
      return readImport(pool, id);
    },

    async cancel(id: string): Promise<ImportRecord> {
      return inTransaction(pool, async (client) => {
        await client.query(
          `update rollcall.imports set
              state = case when state = 'running' then state else 'cancelled' end,
              -- Why a check failed stays on record.
              reason = case when state = 'running' or state = 'checking' and reason is not null then reason else $2::jsonb end,
              ended_at = case when state = 'running' then ended_at else now() end,
              live = case when state = 'running' then live else ${liveAtRest} end,
              wanted = case when state = 'running' then 'cancel' end
            where id = $1 and state not in ('completed', 'cancelled')`,
          [id, cancelledAsAsked],
        );
        const record = await readImport(client, id);
        if (record.state === 'cancelled' && record.check?.secrets && (await hasPartitions(client, record.no)))
          await eraseSecrets(client, record.no);
        return record;
      });
    },

    async retry(id: string): Promise<ImportRecord> {
      const record = await readImport(pool, id);
      const { no, state, counts, purgedAt } = record;
      if (purgedAt || !(await hasPartitions(pool, no))) throw wrongState(record, 'its rows were deleted');
      if (state === 'cancelled')
        throw wrongState(record, 'what it did not send is not sent any more. Import the file again');
      if (state !== 'completed' && state !== 'paused') throw wrongState(record, 'only one that rests can be retried');
      if (counts.failed === 0)
        throw new RollcallError(
          'invalid_params',
          `No row of import ${id} has failed: there is nothing to retry. ${pendingOf(record) > 0 ? 'Rows without a fate are sent when the import is resumed.' : 'Rejected rows are to be corrected in the rejects and imported again.'}`,
        );
      await inTransaction(pool, async (client) => {
        const queued = await client.query(
          `update rollcall.imports set state = 'queued', wanted = null, reason = null, queued_at = now(), ended_at = null,
              first_open_intent = 0
            where no = $1 and state in ('completed', 'paused') and purged_at is null`,
          [no],
        );
        if (queued.rowCount === 0) throw wrongState(await readImport(pool, id), 'it was changed at this very moment');
        const superseded = await client.query(
          `update ${partitionsOf(no).outcomes} set superseded = true where fate = 'failed' and not superseded`,
        );
        await client.query('update rollcall.imports set failed = failed - $2 where no = $1', [no, superseded.rowCount]);
      });
      await (await queue()).send(record.storeKey);
      return readImport(pool, id);
    },
  };
}

/** The row behind the next so many rows without a fate. */
async function rowAfter(pool: pg.Pool, no: number, count: number): Promise<number | null> {
  const found = await pool.query(
    `select r.row_no + 1 as after from ${partitionsOf(no).rows} r
      where ${isUnsettled(no, 'r.row_no')}
      order by r.row_no offset $1 limit 1`,
    [count - 1],
  );
  return found.rows[0]?.after ?? null;
}

function wrongState({ id, state }: ImportRecord, why: string): RollcallError {
  return new RollcallError('invalid_params', `Import ${id} is ${state}: ${why}.`, { details: { state } });
}
