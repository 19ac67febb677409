export { findBadEscape } from './bad-escape.ts';
export { encodeText } from './encoding.ts';
export { isFault } from './faults.ts';
export { openSource } from './open-source.ts';
export type {
  Encoding,
  OpenedSource,
  OpenSourceOptions,
  SourceFault,
  SourceInfo,
  SourceRecord,
} from './source.ts';
export { splitRawCells } from './split-raw-cells.ts';
