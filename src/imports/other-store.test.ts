import { expect, test } from 'vitest';
import { startSandboxServer } from '../sandbox/index.ts';
import { serveImports } from './fixtures/serve-imports.ts';

test('an import whose credential became that of another store sends nothing there, says so, and goes on when it is put right', async () => {
  const opened = await serveImports({ storeHash: 'mine' });
  const other = await startSandboxServer({ quota: 0, empty: true, storeHash: 'other' });
  const worker = await opened.imports.work();
  const credentialOf = ({ url, storeHash, accessToken }: typeof other) => ({
    id: 'main',
    storeHash,
    accessToken,
    apiUrl: url,
  });
  try {
    const { id } = await opened.check('email,first_name,last_name\na@x.example,A,B\n');
    await opened.vault.remove('main');
    await opened.vault.add(credentialOf(other));
    await expect(opened.imports.check(id)).rejects.toThrow(/is for store mine/);
    await opened.imports.start(id);
    const paused = await opened.rest(id);
    expect(paused).toMatchObject({
      state: 'paused',
      counts: { created: 0 },
      reason: { code: 'credentials_not_found' },
    });
    expect(paused.reason?.message).toContain('"main" is of store other now');
    expect(other.sandbox.customers()).toEqual([]);

    await opened.vault.remove('main');
    await opened.vault.add(credentialOf(opened.sandbox));
    await opened.imports.start(id);
    expect(await opened.rest(id)).toMatchObject({ state: 'completed', counts: { created: 1 } });
    expect(opened.sandbox.sandbox.customers()).toHaveLength(1);
  } finally {
    await worker.stop();
    await other.stop();
    await opened.close();
  }
});

test('an import into a sandbox that listens on another port by now says which address is which', async () => {
  const opened = await serveImports({ storeHash: 'mine' });
  const moved = await startSandboxServer({ quota: 0, empty: true, storeHash: 'mine' });
  try {
    const { id } = await opened.check('email,first_name,last_name\na@x.example,A,B\n');
    await opened.vault.remove('main');
    await opened.vault.add({ id: 'main', storeHash: 'mine', accessToken: moved.accessToken, apiUrl: moved.url });
    const check = opened.imports.check(id);
    await expect(check).rejects.toThrow(`is of store ${moved.url}/stores/mine now`);
    await expect(check).rejects.toThrow(`is for store ${opened.sandbox.url}/stores/mine,`);
  } finally {
    await moved.stop();
    await opened.close();
  }
});
