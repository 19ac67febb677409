import type { Help } from 'commander';

/** Names of parameters are long: wider ones get a line of their own, so that descriptions keep a column. */
const widestTerm = 30;

/** Lays out one line of a help list. */
export function formatHelpItem(term: string, termWidth: number, description: string, helper: Help): string {
  if (description === '') return `  ${term}`;
  const column = Math.min(termWidth, widestTerm) + 2;
  const lines = helper.boxWrap(description, Math.max(40, (helper.helpWidth ?? 80) - column - 2)).split('\n');
  const first = term.length < column ? `${term.padEnd(column)}${lines.shift()}` : term;
  return [first, ...lines.map((line) => ' '.repeat(column) + line)].map((line) => `  ${line}`).join('\n');
}
