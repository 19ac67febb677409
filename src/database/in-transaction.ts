import type pg from 'pg';

export type TransactionOptions = {
  /** Ends one that throws by closing its connection, since in the middle of a COPY that can do nothing else. @default false */
  closeOnError?: boolean;
};

/** Runs `work` in a transaction of its own: all of it takes effect or, when it throws, nothing. */
export async function inTransaction<T>(
  pool: Pick<pg.Pool, 'connect'>,
  work: (client: pg.PoolClient) => Promise<T>,
  { closeOnError = false }: TransactionOptions = {},
): Promise<T> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    if (closeOnError) isBroken = true;
    // Where not even that is possible, nobody else gets the connection.
    else
      await client.query('rollback').catch(() => {
        isBroken = true;
      });
    throw error;
  } finally {
    client.release(isBroken);
  }
}
