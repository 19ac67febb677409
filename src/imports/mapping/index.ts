export { createFileMapper } from './create-file-mapper.ts';
export { createMapper, type Mapper, type MapperOptions } from './create-mapper.ts';
export { deepest, staysWhole } from './flatten.ts';
export { readJsonColumns } from './json-columns.ts';
export { type MappingFiles, openMappingFiles, type SavedMapping } from './mapping-files.ts';
export { mayBeSecret } from './may-be-secret.ts';
export { type ProposeOptions, proposeMapping } from './propose-mapping.ts';
export { readMapping } from './read-mapping.ts';
export { shorten } from './shorten.ts';
export { listTargets, type MappingTarget, type TargetGroup } from './target-list.ts';
export { isTarget, nearestTarget, targets, titleOf } from './targets.ts';
export { templateById } from './templates.ts';
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
