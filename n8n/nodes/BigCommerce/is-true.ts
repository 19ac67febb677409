/** Whether a switch is on, also one that an expression sets to text: as the definition reads it. */
export function isTrue(value: unknown): boolean {
  return /^(true|yes|1)$/i.test(String(value ?? '').trim());
}
