import { problems } from './problems.ts';
import { isShortened } from './read-cell.ts';
import type { RowProblem } from './types.ts';

/** Why a cell is no phone: a spreadsheet shortened it, or it says "none". */
export function phoneProblem(column: string, text: string | number): RowProblem | undefined {
  if (isShortened(text)) return problems.shortened(column, text);
  return /\p{Nd}/u.test(String(text)) ? undefined : problems.noPhone(column, text);
}
