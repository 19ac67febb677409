import type pg from 'pg';
import { SetupError } from '../database/index.ts';
import { createKeyFile, keyFile, readKeyFile } from './key-file.ts';
import { seal, unseal } from './seal.ts';
import { deriveVaultKey, type VaultKey } from './vault-key.ts';

export type KeyringOptions = { home: string; secret?: string; oldSecret?: string };

export type Keyring = {
  /** Encrypts; everything stored is to be under it. */
  current: VaultKey;
  /** Keys of the past, which only decrypt. */
  earlier: VaultKey[];
  /** Encrypts with the present key what an earlier one opens. */
  rotate(): Promise<void>;
  home: string;
  fromSecret: boolean;
};

/**
 * Finds the keys, and makes a key file where nothing is stored yet that another key would open; then rotates.
 * @throws {SetupError} when the key file is damaged or missing.
 */
export async function openKeyring(pool: pg.Pool, { home, secret, oldSecret }: KeyringOptions): Promise<Keyring> {
  const earlier = oldSecret ? [await deriveVaultKey(oldSecret)] : [];
  let current: VaultKey;
  if (secret) {
    current = await deriveVaultKey(secret);
    // Whoever sets ROLLCALL_SECRET later keeps what was stored under the key file.
    const file = tryReadKeyFile(home);
    if (file) earlier.push(file);
  } else {
    current = readKeyFile(home) ?? (await newKey(pool, home, earlier));
  }
  const ring: Keyring = {
    current,
    earlier,
    home,
    fromSecret: Boolean(secret),
    rotate: () => rotate(pool, current, earlier),
  };
  await ring.rotate();
  return ring;
}

/** Beside ROLLCALL_SECRET a damaged file matters only to rows of its own, and those are reported as such. */
function tryReadKeyFile(home: string): VaultKey | undefined {
  try {
    return readKeyFile(home);
  } catch {
    return undefined;
  }
}

async function newKey(pool: pg.Pool, home: string, earlier: VaultKey[]): Promise<VaultKey> {
  const { rows } = await pool.query<{ id: string }>(
    'select id from rollcall.credentials where key_id <> all($1) order by id',
    [earlier.map(({ id }) => id)],
  );
  if (rows.length === 0) return createKeyFile(home);
  // Whoever stored these rows since we looked made the file first.
  const made = readKeyFile(home);
  if (made) return made;
  const ids = rows.map(({ id }) => id).join(', ');
  throw new SetupError(
    `The key of the stored credentials (${ids}) is missing: ROLLCALL_SECRET is not set and there is no ${keyFile(home)}.`,
    {
      hint: `Set ROLLCALL_SECRET as it was, or restore the key file. If both are lost, remove these credentials (rollcall credentials remove ID) and add them again.`,
    },
  );
}

async function rotate(pool: pg.Pool, current: VaultKey, earlier: VaultKey[]): Promise<void> {
  const keys = earlier.filter(({ id }) => id !== current.id);
  if (keys.length === 0) return;
  const { rows } = await pool.query('select * from rollcall.credentials where key_id = any($1)', [
    keys.map(({ id }) => id),
  ]);
  for (const { id, store_hash: storeHash, api_url: apiUrl, key_id: keyId, token } of rows) {
    const owner = { id, storeHash, apiUrl };
    const key = keys.find((candidate) => candidate.id === keyId)!;
    const opened = unseal(token, key, owner);
    // A tampered row stays as it is; whoever reads it is told.
    if (opened === undefined) continue;
    // Only if nobody changed the row meanwhile.
    const change = 'update rollcall.credentials set token = $3, key_id = $4 where id = $1 and token = $2';
    await pool.query(change, [id, token, seal(opened, current, owner), current.id]);
  }
}

/** Why a stored token does not open. Without `keyId`: it is under a key that we do not have. */
export function unopened(id: string, ring: Keyring, keyId?: string): SetupError {
  const again = `remove it (rollcall credentials remove ${id}) and add it again`;
  if (keyId === ring.current.id || ring.earlier.some((key) => key.id === keyId)) {
    return new SetupError(
      `The stored credential "${id}" was changed outside Rollcall: its token no longer belongs to its store.`,
      {
        hint: `Restore the database from a backup, or ${again}.`,
      },
    );
  }
  if (ring.fromSecret) {
    return new SetupError(
      `ROLLCALL_SECRET does not open the stored credential "${id}": it was stored under another secret.`,
      {
        hint: `Set ROLLCALL_SECRET as it was. To change it, give the former one as ROLLCALL_SECRET_OLD. If it is lost, ${again}.`,
      },
    );
  }
  return new SetupError(
    `The key in ${keyFile(ring.home)} does not open the stored credential "${id}": it was stored under another key.`,
    {
      hint: `Set ROLLCALL_SECRET if it was set then, or restore the former key file. If it is lost, ${again}.`,
    },
  );
}
