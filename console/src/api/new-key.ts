/** An idempotency key. `crypto.randomUUID` is there over https and on this machine only. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
