import type pg from 'pg';
import { RollcallError } from '../bigcommerce/index.ts';
import { SetupError } from '../database/index.ts';
import { type Keyring, openKeyring, unopened } from './keyring.ts';
import { type NewCredential, readCredential } from './read-credential.ts';
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

/** A stored credential without its token, as every surface shows it. */
export type CredentialEntry = {
  id: string;
  label: string | null;
  store_hash: string;
  api_url: string;
  created_at: Date;
  updated_at: Date;
};

/** What `connect` takes. The token is not enumerable: it is in no JSON, no log of the object and no spread copy. */
export type Credential = {
  id: string;
  label: string | null;
  storeHash: string;
  apiUrl: string;
  readonly accessToken: string;
};

export type Vault = {
  /**
   * Stores a credential. An id that is stored already gets the new token (and label, if given), as long as it stays the same store.
   * @throws {RollcallError} invalid_params
   * @throws {SetupError} when the present key does not open what else is stored.
   */
  add(credential: NewCredential): Promise<CredentialEntry>;
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

  const list = async (): Promise<CredentialEntry[]> => {
    const { rows } = await pool.query<CredentialEntry>(`select ${entryColumns} from rollcall.credentials order by id`);
    return rows;
  };

  return {
    list,

    async add(input) {
      const { id, label, storeHash, accessToken, apiUrl } = readCredential(input);
      const ring = await keyring();
      const client = await pool.connect();
      try {
        await client.query('begin');
        // One writer at a time: two homes that share a database must not fill an empty vault with two keys.
        await client.query('lock table rollcall.credentials in share row exclusive mode');
        const { rows: others } = await client.query<Row>(
          'select * from rollcall.credentials where key_id <> $1 and id <> $2 order by id limit 1',
          [ring.current.id, id],
        );
        if (others[0]) throw unopened(others[0].id, ring);
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
        if (!rows[0]) {
          throw new RollcallError(
            'invalid_params',
            `The id "${id}" is in use for another store. Choose another id, or remove that credential first: rollcall credentials remove ${id}`,
            { param: 'id' },
          );
        }
        await client.query('commit');
        return rows[0];
      } catch (error) {
        await client.query('rollback').catch(() => undefined);
        throw error;
      } finally {
        client.release();
      }
    },

    async get(idOrLabel) {
      const entry = choose(await list(), idOrLabel?.trim());
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
      return Object.defineProperty({ id, label, storeHash, apiUrl }, 'accessToken', {
        value: accessToken,
      }) as Credential;
    },

    async remove(id) {
      const { rowCount } = await pool.query('delete from rollcall.credentials where id = $1', [id]);
      if (rowCount === 0) throw notFound(`There is no credential "${id}".`, await list());
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

async function readRow(pool: pg.Pool, id: string): Promise<Row> {
  const { rows } = await pool.query<Row>('select * from rollcall.credentials where id = $1', [id]);
  if (!rows[0]) throw notFound(`The credential "${id}" was just removed.`, []);
  return rows[0];
}

function choose(entries: CredentialEntry[], idOrLabel: string | undefined): CredentialEntry {
  if (!idOrLabel) {
    if (entries.length === 1) return entries[0]!;
    throw notFound(
      entries.length === 0 ? '' : 'Several credentials are stored: say which one with credentials_id.',
      entries,
    );
  }
  const byId = entries.find(({ id }) => id === idOrLabel);
  if (byId) return byId;
  const labelled = entries.filter(({ label }) => label === idOrLabel);
  if (labelled.length === 1) return labelled[0]!;
  if (labelled.length > 1) throw notFound(`Several credentials have the label "${idOrLabel}": use an id.`, labelled);
  throw notFound(`There is no credential "${idOrLabel}".`, entries);
}

function notFound(what: string, entries: CredentialEntry[]): RollcallError {
  const ids = entries.map(({ id }) => id);
  const rest =
    ids.length > 0
      ? `Stored: ${ids.join(', ')}.`
      : 'No credential is stored. Add one: rollcall credentials add --id main --store-hash HASH --access-token -';
  return new RollcallError('credentials_not_found', `${what} ${rest}`.trim(), {
    param: 'credentials_id',
    details: { ids },
  });
}
