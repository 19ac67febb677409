/** The beginning of a text, fit to be shown and kept: no character is cut in half, and none is left that no text may hold. */
export function shorten(text: string, longest: number): string {
  const short = text.length > longest ? `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return short.toWellFormed().replaceAll('\0', '\ufffd');
}
