import { createHmac, scrypt } from 'node:crypto';

/** A key of 32 bytes with the name under which rows refer to it; the name tells nothing about the key. */
export type VaultKey = { id: string; bytes: Buffer };

export function vaultKey(bytes: Buffer): VaultKey {
  return { bytes, id: createHmac('sha256', bytes).update('rollcall key id').digest('hex').slice(0, 16) };
}

/**
 * Derives a key from ROLLCALL_SECRET, which may be any string. scrypt, since people choose weak ones and each guess is to cost something
 * (about 80 ms and 32 MB). The salt is fixed, as every process and machine that shares the secret must arrive at the same key without
 * asking the others.
 */
export function deriveVaultKey(secret: string): Promise<VaultKey> {
  return new Promise((resolve, reject) => {
    const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 2 ** 26 };
    scrypt(secret.normalize('NFC'), 'rollcall credentials 1', 32, cost, (error, bytes) =>
      error ? reject(error) : resolve(vaultKey(bytes)),
    );
  });
}
