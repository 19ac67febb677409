import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export type Identity = {
  storeHash: string;
  accessToken: string;
  /** The port of the last time. */
  port?: number;
  /** Keeps the port for the next time. */
  remember(port: number): void;
};

/** The hash that a sandbox has unless it is given one. */
export const DEFAULT_STORE_HASH = 'sandbox1';

/** Hash, token and port of the sandbox in this directory, in `identity.json` (0600); a token is made at the first start. What is given wins. */
export function keepIdentity(
  directory: string | undefined,
  given: { storeHash?: string | undefined; accessToken?: string | undefined },
): Identity {
  const file = directory === undefined ? undefined : join(directory, 'identity.json');
  const kept = file === undefined ? {} : read(file);
  const storeHash = given.storeHash ?? kept.store_hash ?? DEFAULT_STORE_HASH;
  const accessToken = given.accessToken ?? kept.access_token ?? randomBytes(16).toString('hex');
  const identity: Identity = {
    storeHash,
    accessToken,
    remember(port) {
      if (file === undefined) return;
      const temporary = `${file}.new`;
      const fd = openSync(temporary, 'w', 0o600);
      writeSync(fd, `${JSON.stringify({ store_hash: storeHash, access_token: accessToken, port })}\n`);
      fsyncSync(fd);
      closeSync(fd);
      renameSync(temporary, file);
    },
  };
  if (kept.port !== undefined) identity.port = kept.port;
  return identity;
}

type Kept = { store_hash?: string; access_token?: string; port?: number };

function read(file: string): Kept {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
  try {
    const kept = JSON.parse(text);
    if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) throw new TypeError('no object');
    const { store_hash, access_token, port } = kept as Record<string, unknown>;
    return {
      ...(typeof store_hash === 'string' && { store_hash }),
      ...(typeof access_token === 'string' && { access_token }),
      ...(isPort(port) && { port }),
    };
  } catch (cause) {
    throw new Error(`${file} is damaged; delete it to give this sandbox a new token`, { cause });
  }
}

function isPort(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) <= 65_535;
}
