const day = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Filters as they are sent. A day becomes a moment by this machine's clock: "2026-01-31" of a filter in `from` is "2026-01-30T23:00:00Z" in
 * Madrid, of one in `until` the last second of that day. Any other text stays.
 */
export function withMoments<Name extends string>(
  filters: Partial<Record<Name, string>>,
  { from, until }: { from: Name[]; until: Name[] },
): Partial<Record<Name, string>> {
  const sent = { ...filters };
  for (const name of from) if (filters[name] !== undefined) sent[name] = momentOf(filters[name], '00:00:00');
  for (const name of until) if (filters[name] !== undefined) sent[name] = momentOf(filters[name], '23:59:59');
  return sent;
}

function momentOf(text: string, time: string): string {
  if (!day.test(text)) return text;
  const at = new Date(`${text}T${time}`);
  return Number.isNaN(at.getTime()) ? text : `${at.toISOString().slice(0, 19)}Z`;
}
