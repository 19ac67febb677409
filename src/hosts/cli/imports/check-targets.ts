import { UsageError } from '../explain-error.ts';

/** @throws {UsageError} for a target that there is not, with the one that may be meant */
export async function checkTargets(map: Record<string, string | null> = {}): Promise<void> {
  if (Object.keys(map).length === 0) return;
  const { isTarget, nearestTarget, targets } = await import('../../../imports/index.ts');
  for (const [column, target] of Object.entries(map)) {
    if (target === null || isTarget(target)) continue;
    const near = nearestTarget(target);
    throw new UsageError(
      `--map sends the column "${column}" to "${target}", and there is no such target.${near === undefined ? '' : ` Did you mean ${near}?`}`,
      `The targets are: ${targets.map(({ name }) => name).join(', ')}.`,
    );
  }
}
