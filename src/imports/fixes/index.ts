export { cellsOf } from './cells-of.ts';
export { type KeptFix, needsUnicode, overlayFixes } from './correct-record.ts';
export { judgeRows } from './judge-rows.ts';
export { keepFixes } from './keep-fixes.ts';
export { countFixes, readAllFixes, readFixes } from './read-fixes.ts';
export { checkFixable } from './refusals.ts';
export type { Fix, FixedRow, FixInput, FixPage, FixQuery, FixResult, Replacement, ReplacementInput } from './types.ts';
