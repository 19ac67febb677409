const day = /^\d{4}-\d{2}-\d{2}$/;

/** The first second of a day by this machine's clock: "2026-01-31" -> "2026-01-30T23:00:00Z". Any other text stays. */
export const dayStart = (text: string | undefined): string | undefined => momentOf(text, '00:00:00');

/** The last second of a day by this machine's clock. Any other text stays. */
export const dayEnd = (text: string | undefined): string | undefined => momentOf(text, '23:59:59');

function momentOf(text: string | undefined, time: string): string | undefined {
  if (text === undefined || !day.test(text)) return text;
  const at = new Date(`${text}T${time}`);
  return Number.isNaN(at.getTime()) ? text : `${at.toISOString().slice(0, 19)}Z`;
}
