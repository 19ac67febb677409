export { asciiJson } from './ascii-json.ts';
export { findBadEscape } from './bad-escape.ts';
export { encodeText, fitsEncoding } from './encoding.ts';
export { isFault } from './faults.ts';
export { unwrapFormula } from './formula-cell.ts';
export { equalHeadings, optionalCells } from './name-columns.ts';
export { openSource } from './open-source.ts';
export { readRecord } from './read-record.ts';
export type {
  Encoding,
  OpenedSource,
  OpenSourceOptions,
  SourceFault,
  SourceInfo,
  SourceRecord,
} from './source.ts';
export { splitRawCells } from './split-raw-cells.ts';
