import { isBlank } from '../nodes/index.ts';

/** An item's own parameters over the shared ones. Blank and null mean "not given", so they hide nothing. */
export function mergeParams(shared: Record<string, unknown>, own: Record<string, unknown>): Record<string, unknown> {
  const merged = { ...shared };
  for (const [name, value] of Object.entries(own)) {
    if (!isBlank(value) || !(name in merged)) merged[name] = value;
  }
  return merged;
}
