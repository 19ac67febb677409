export { createMapper, type Mapper, type MapperOptions } from './create-mapper.ts';
export { type MappingFiles, openMappingFiles, type SavedMapping } from './mapping-files.ts';
export { type ProposeOptions, proposeMapping } from './propose-mapping.ts';
export { readMapping } from './read-mapping.ts';
export { shorten } from './shorten.ts';
export type { MappingTarget, TargetGroup } from './target-list.ts';
export { isTarget, nearestTarget, targets } from './targets.ts';
export type {
  ColumnKind,
  ColumnProposal,
  GroupRule,
  JudgedColumn,
  MappedRow,
  Mapping,
  Proposal,
  RowProblem,
  Why,
} from './types.ts';
