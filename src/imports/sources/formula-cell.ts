import { splitRawCells } from './split-raw-cells.ts';

/** `="0600"`: how many systems write a cell so that Excel keeps it as text. */
const formulaCell = /^ *="([^"]*)" *$/;
/** The same as it stands in a file, not put into quotes for it. */
const bareCell = / *="[^"\r\n]*" */y;

/** The text that a cell means. */
export function unwrapFormula(cell: string): string {
  return cell.includes('="') ? cell.replace(formulaCell, '$1') : cell;
}

/** Where a cell of this form ends that begins at a position of a text; undefined where none does. */
export function formulaEnd(text: string, start: number): number | undefined {
  const first = text[start];
  if (first !== '=' && first !== ' ') return undefined;
  bareCell.lastIndex = start;
  return bareCell.test(text) ? bareCell.lastIndex : undefined;
}

/** A raw CSV record in which such cells are in quotes, as its parser demands. */
export function quoteFormulas(raw: string, delimiter: string): string {
  const cells = splitRawCells(raw, delimiter);
  return cells
    .map((cell) => (formulaEnd(cell, 0) === cell.length ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(delimiter);
}
