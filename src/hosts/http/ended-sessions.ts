import type { Queryable } from '../queryable.ts';

export type Session = {
  id: string;
  /** Milliseconds since 1970, by the clock of the server that opened it. */
  openedAt: number;
  expiresAt: number;
};

/** The sessions that were ended before their time, the same for all servers of a database. */
export type EndedSessions = ReturnType<typeof createEndedSessions>;

const everySession = '';

/** @param pool With the table rollcall.ended_sessions */
export function createEndedSessions(pool: Queryable) {
  const keep = async (id: string, endedAt: number, expiresAt: number): Promise<void> => {
    await pool.query(
      `insert into rollcall.ended_sessions as stored (id, ended_at, expires_at) values ($1, $2, $3)
       on conflict (id) do update set
         ended_at = greatest(stored.ended_at, excluded.ended_at), expires_at = greatest(stored.expires_at, excluded.expires_at)`,
      [id, new Date(endedAt), new Date(expiresAt)],
    );
    await pool.query('delete from rollcall.ended_sessions where expires_at < $1', [new Date(endedAt)]);
  };

  return {
    async has({ id, openedAt }: Session): Promise<boolean> {
      const { rowCount } = await pool.query(
        'select 1 from rollcall.ended_sessions where id = $1 or (id = $2 and ended_at >= $3)',
        [id, everySession, new Date(openedAt)],
      );
      return rowCount !== 0;
    },

    /** @param endedAt Milliseconds since 1970 */
    add: ({ id, expiresAt }: Session, endedAt: number): Promise<void> => keep(id, endedAt, expiresAt),

    /** Ends all that were opened until then. @param expiresAt When the last of them would have ended by itself */
    addAll: (endedAt: number, expiresAt: number): Promise<void> => keep(everySession, endedAt, expiresAt),
  };
}
