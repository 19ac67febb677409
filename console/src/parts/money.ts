/** "1234.5000", "EUR" -> "€1,234.50"; a currency that nobody knows stands behind the amount. */
export function money(value: string | number | undefined, currency: string | undefined): string {
  const amount = Number(value ?? 0);
  if (Number.isNaN(amount)) return String(value);
  try {
    if (currency) return new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount);
  } catch {
    // No code of ISO 4217: the text below has it all the same.
  }
  const text = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(amount);
  return currency ? `${text} ${currency}` : text;
}
