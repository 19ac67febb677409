const whole = new Intl.NumberFormat('en');
const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** 1234567 -> 1,234,567 */
export const amount = (value: number): string => whole.format(value);

/** 1 -> "1 row"; 12000 -> "12,000 rows" */
export const count = (value: number, one: string, many = `${one}s`): string =>
  `${amount(value)} ${value === 1 ? one : many}`;

/** As this machine's clock has it: "Nov 23, 2026, 3:04 PM" */
export const dateTime = (iso: string): string => moment.format(new Date(iso));

/** 95 -> "1 min 35 s"; 4000 -> "1 h 7 min" */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  return `${amount(Math.floor(s / 3600))} h ${Math.round((s % 3600) / 60)} min`;
}

/** 1536 -> "1.5 kB" */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length - 1, Math.floor(Math.log(Math.max(1, value)) / Math.log(1000)));
  return `${(value / 1000 ** step).toFixed(step === 0 ? 0 : 1)} ${units[step]}`;
}

/** "1234.5000", "EUR" -> "€1,234.50"; a currency that nobody knows stands behind the amount. */
export function money(value: string | number | undefined, currency: string | undefined): string {
  const sum = Number(value ?? 0);
  if (Number.isNaN(sum)) return String(value);
  try {
    if (currency) return new Intl.NumberFormat('en', { style: 'currency', currency }).format(sum);
  } catch {
    // No code of ISO 4217: the text below has it all the same.
  }
  const text = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(sum);
  return currency ? `${text} ${currency}` : text;
}
