import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { cleanUp, newHome, serverPid } from './fixtures/processes.ts';
import { openDatabase } from './index.ts';

afterEach(async () => {
  expect(await cleanUp()).toEqual([]);
});

it('a server that is killed while it starts is started once more', async () => {
  const home = newHome();
  await (await openDatabase({ home })).close();
  const opening = openDatabase({ home });
  for (let kills = 0, last: number | undefined; kills < 2; ) {
    const pid = serverPid(home);
    if (pid && pid !== last) {
      process.kill(pid, 'SIGKILL');
      last = pid;
      kills += 1;
    }
    await sleep(1);
  }
  const { pool, close } = await opening;
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await close();
});
