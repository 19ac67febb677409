import { afterEach, expect, it } from 'vitest';
import { cleanUp, newHome, serverPid } from './fixtures/processes.ts';
import { openDatabase } from './index.ts';

afterEach(async () => {
  expect(await cleanUp()).toEqual([]);
});

it('a connection that is lost between two statements of a transaction fails the next one, and not the process', async () => {
  const home = newHome();
  const { pool, close } = await openDatabase({ home });
  const client = await pool.connect();
  await client.query('begin');
  const lost = new Promise<void>((resolve) => client.once('end', resolve));
  process.kill(serverPid(home)!, 'SIGKILL');
  await lost;
  await expect(client.query('select 1')).rejects.toThrow(/not queryable|terminated/);
  client.release(true);
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await close();
});
