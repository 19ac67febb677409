/** An item's own parameters over the shared ones. Blank and null mean "not given", so they hide nothing. */
export function mergeParams(shared: Record<string, unknown>, own: Record<string, unknown>): Record<string, unknown> {
  const merged = { ...shared };
  for (const [name, value] of Object.entries(own)) {
    const isBlank = value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
    if (!isBlank || !(name in merged)) merged[name] = value;
  }
  return merged;
}
