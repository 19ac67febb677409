import { isBlank } from '../nodes/index.ts';

/** An item's own parameters over the shared ones. Blank and null mean "not given", so they hide nothing. */
export function mergeParams(shared: Record<string, unknown>, own: Record<string, unknown>): Record<string, unknown> {
  const given = Object.entries(own).filter(([name, value]) => !isBlank(value) || !Object.hasOwn(shared, name));
  // Not by assignment, which takes the name __proto__ for something else.
  return Object.fromEntries([...Object.entries(shared), ...given]);
}
