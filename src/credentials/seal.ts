import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { VaultKey } from './vault-key.ts';

/** What a sealed token belongs to: moved to another row or given another store, it no longer opens. */
export type SealedFor = { id: string; storeHash: string; apiUrl: string } | 'import row';

const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM. Returns nonce, tag and ciphertext. */
export function seal(token: string, key: VaultKey, owner: SealedFor): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: tagBytes }).setAAD(bound(owner));
  const text = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** Undefined when the bytes, their owner or the key are not those of `seal`. */
export function unseal(sealed: Buffer, key: VaultKey, owner: SealedFor): string | undefined {
  try {
    const nonce = sealed.subarray(0, nonceBytes);
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: tagBytes }).setAAD(
      bound(owner),
    );
    decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

function bound(owner: SealedFor): Buffer {
  if (owner === 'import row') return Buffer.from('["rollcall import row 1"]');
  const { id, storeHash, apiUrl } = owner;
  return Buffer.from(JSON.stringify(['rollcall credential 1', id, storeHash, apiUrl]));
}
