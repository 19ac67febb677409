import type pg from 'pg';
import { inTransaction, SetupError } from '../database/index.ts';
import { chooseCredential, credentialNotFound } from './choose-credential.ts';
import { type Credential, type CredentialEntry, hideToken } from './credential.ts';
import { type Keyring, openKeyring, unopened } from './keyring.ts';
import { makeId } from './make-id.ts';
import { type CredentialChange, type NewCredential, readChange, readCredential } from './read-credential.ts';
import { refusal } from './refusal.ts';
import { seal, unseal } from './seal.ts';

export type VaultOptions = {
  /** The pool of `openDatabase`. */
  pool: pg.Pool;
  /** ROLLCALL_HOME, for the key file. */
  home: string;
  /** ROLLCALL_SECRET. @default the key in ROLLCALL_HOME/secret.key, made when it is first needed */
  secret?: string;
  /** ROLLCALL_SECRET_OLD: tokens that it opens are encrypted again with the present key. @default none */
  oldSecret?: string;
};

export type Vault = {
  /**
   * Stores a credential. An id that is stored already gets the new token (and label, if given), as long as it stays the same store.
   * @throws {RollcallError} invalid_params
   * @throws {SetupError} when the present key does not open what else is stored.
   */
  add(credential: NewCredential): Promise<CredentialEntry>;
  /**
   * Names a stored credential anew, gives it another token of the same store, or both. Its id stays, since imports and scripts refer to it. A
   * label needs no key.
   * @throws {RollcallError} invalid_params, credentials_not_found
   * @throws {SetupError} as `add`
   */
  change(id: string, change: CredentialChange): Promise<CredentialEntry>;
  /** All credentials by id. Needs no key. */
  list(): Promise<CredentialEntry[]>;
  /**
   * One credential with its token, by id or by a label that only one has; without either, the only one that is stored.
   * @throws {RollcallError} credentials_not_found, with the ids that there are.
   * @throws {SetupError} when its token cannot be decrypted.
   */
  get(idOrLabel?: string): Promise<Credential>;
  /** Forgets a credential. Needs no key. @throws {RollcallError} credentials_not_found */
  remove(id: string): Promise<void>;
  /**
   * Encrypts again what only ROLLCALL_SECRET_OLD (or the key file that ROLLCALL_SECRET follows) opens. `add` and `get` do so too; a
   * program that runs for long calls it at its start, to hear of a wrong secret then.
   * @throws {SetupError} when a token cannot be decrypted.
   */
  unlock(): Promise<void>;
  /** Encrypts what is kept for a while only, under the keys of the vault. @throws {SetupError} where a key is missing */
  sealer(): Promise<Sealer>;
};

export type Sealer = {
  seal(text: string): Buffer;
  /** @throws {SetupError} when no key of the vault opens it */
  unseal(sealed: Buffer): string;
};

type Row = CredentialEntry & { key_id: string; token: Buffer };

const entryColumns = 'id, label, store_hash, api_url, created_at, updated_at';

/** The encrypted store of access tokens. */
export function createVault({ pool, ...keys }: VaultOptions): Vault {
  let opened: Promise<Keyring> | undefined;
  const keyring = (): Promise<Keyring> => {
    opened ??= openKeyring(pool, keys).catch((error) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };

  const list = () => listEntries(pool);

  return {
    list,

    async add(input) {
      const { id: givenId, label, storeHash, accessToken, apiUrl } = readCredential(input);
      const ring = await keyring();
      return writeAlone(pool, async (client) => {
        const id = givenId ?? makeId({ label, storeHash }, await listEntries(client));
        await refuseOtherKeys(client, ring, id);
        const token = seal(accessToken, ring.current, { id, storeHash, apiUrl });
        const { rows } = await client.query<CredentialEntry>(
          `insert into rollcall.credentials as stored (id, label, store_hash, api_url, key_id, token)
           values ($1, $2, $3, $4, $5, $6)
           on conflict (id) do update set
             label = coalesce(excluded.label, stored.label), key_id = excluded.key_id, token = excluded.token, updated_at = now()
           where stored.store_hash = excluded.store_hash and stored.api_url = excluded.api_url
           returning ${entryColumns}`,
          [id, label, storeHash, apiUrl, ring.current.id, token],
        );
        if (rows[0]) return rows[0];
        throw refusal(
          'id',
          `The id "${id}" is in use for another store. Choose another id, or remove that credential first: rollcall credentials remove ${id}`,
        );
      });
    },

    async change(id, given) {
      const { label, accessToken } = readChange(given);
      const ring = accessToken === undefined ? undefined : await keyring();
      return writeAlone(pool, async (client) => {
        const entries = await listEntries(client);
        const entry = entries.find((stored) => stored.id === id);
        if (!entry) throw credentialNotFound(`There is no credential "${id}".`, entries);
        if (ring && accessToken !== undefined) {
          await refuseOtherKeys(client, ring, id);
          const owner = { id, storeHash: entry.store_hash, apiUrl: entry.api_url };
          const token = seal(accessToken, ring.current, owner);
          await client.query('update rollcall.credentials set token = $2, key_id = $3 where id = $1', [
            id,
            token,
            ring.current.id,
          ]);
        }
        const { rows } = await client.query<CredentialEntry>(
          `update rollcall.credentials set label = $2, updated_at = now() where id = $1 returning ${entryColumns}`,
          [id, label === undefined ? entry.label : label],
        );
        return rows[0]!;
      });
    },

    async get(idOrLabel) {
      const entry = chooseCredential(await list(), idOrLabel?.trim());
      const ring = await keyring();
      let row = await readRow(pool, entry.id);
      if (row.key_id !== ring.current.id) {
        await ring.rotate();
        row = await readRow(pool, entry.id);
      }
      if (row.key_id !== ring.current.id) throw unopened(row.id, ring, row.key_id);
      const { id, label, store_hash: storeHash, api_url: apiUrl } = row;
      const accessToken = unseal(row.token, ring.current, { id, storeHash, apiUrl });
      if (accessToken === undefined) throw unopened(id, ring, row.key_id);
      return hideToken({ id, label, storeHash, apiUrl }, accessToken);
    },

    async remove(id) {
      const { rowCount } = await pool.query('delete from rollcall.credentials where id = $1', [id]);
      if (rowCount === 0) throw credentialNotFound(`There is no credential "${id}".`, await list());
    },

    async unlock() {
      const { rows } = await pool.query<Row>('select * from rollcall.credentials limit 1');
      // An empty vault needs no key yet.
      if (rows.length === 0) return;
      const ring = await keyring();
      await ring.rotate();
      const all = await pool.query<Row>('select * from rollcall.credentials order by id');
      for (const row of all.rows) {
        const owner = { id: row.id, storeHash: row.store_hash, apiUrl: row.api_url };
        const opens = row.key_id === ring.current.id && unseal(row.token, ring.current, owner) !== undefined;
        if (!opens) throw unopened(row.id, ring, row.key_id);
      }
    },

    async sealer() {
      const ring = await keyring();
      return {
        seal: (text) => seal(text, ring.current, 'import row'),
        unseal(sealed) {
          for (const key of [ring.current, ...ring.earlier]) {
            const text = unseal(sealed, key, 'import row');
            if (text !== undefined) return text;
          }
          throw new SetupError('A password of this import was encrypted under another key.', {
            hint: 'Set ROLLCALL_SECRET as it was when the file was checked, or check the file again.',
          });
        },
      };
    },
  };
}

async function listEntries(client: Pick<pg.ClientBase, 'query'>): Promise<CredentialEntry[]> {
  const { rows } = await client.query<CredentialEntry>(`select ${entryColumns} from rollcall.credentials order by id`);
  return rows;
}

/** One writer at a time: two homes that share a database must not fill an empty vault with two keys, nor make one id twice. */
function writeAlone<T>(pool: pg.Pool, write: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return inTransaction(pool, async (client) => {
    await client.query('lock table rollcall.credentials in share row exclusive mode');
    return write(client);
  });
}

/** Tokens of one vault are under one key; that of the credential itself is about to be replaced. @throws {SetupError} */
async function refuseOtherKeys(client: pg.PoolClient, ring: Keyring, id: string): Promise<void> {
  const { rows } = await client.query<Row>(
    'select * from rollcall.credentials where key_id <> $1 and id <> $2 order by id limit 1',
    [ring.current.id, id],
  );
  if (rows[0]) throw unopened(rows[0].id, ring);
}

async function readRow(pool: pg.Pool, id: string): Promise<Row> {
  const { rows } = await pool.query<Row>('select * from rollcall.credentials where id = $1', [id]);
  if (!rows[0]) throw credentialNotFound(`The credential "${id}" was just removed.`, []);
  return rows[0];
}
