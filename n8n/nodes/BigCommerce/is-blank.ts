/** Also a list of blanks, `", "` as well as `[""]`. */
export function isBlank(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isBlank) : /^[\s,;]*$/.test(String(value ?? ''));
}
