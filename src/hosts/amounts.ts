/** `1 row`, `79,412 rows` */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

/** `3 s`, `27 min`, `4 h 10 min` */
export function describeDuration(seconds: number): string {
  if (seconds < 99.5) return `${Math.max(1, Math.ceil(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 100) return `${minutes} min`;
  return `${Math.floor(minutes / 60).toLocaleString('en')} h ${minutes % 60} min`;
}

/** `3, 9, 14 and 20 more`; `total` counts those too that the list lacks. */
export function firstOf(items: readonly (string | number)[], total: number, most = 8): string {
  const shown = items.slice(0, most);
  const more = total - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}`;
}

/** `a, b and c` */
export function enumerate(parts: readonly string[]): string {
  return [parts.slice(0, -1).join(', '), ...parts.slice(-1)].filter((part) => part !== '').join(' and ');
}
