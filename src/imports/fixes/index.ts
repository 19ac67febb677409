export { cellsOf } from './cells-of.ts';
export { judgeRows } from './judge-rows.ts';
export { keepFixes } from './keep-fixes.ts';
export { layOver, needsUnicode, type Overlay } from './overlay.ts';
export { countFixes, readFixes, readOverlay } from './read-fixes.ts';
export { checkFixable, unknownColumn } from './refusals.ts';
export { comparedText, valueReader } from './replace-cells.ts';
export type { Fix, FixedRow, FixInput, FixPage, FixQuery, FixResult, Replacement, ReplacementInput } from './types.ts';
