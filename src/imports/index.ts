export type { CheckProgress } from './check-import.ts';
export { createImports, type ImportsOptions } from './create-imports.ts';
export {
  type CheckResult,
  type Counts,
  defaultOptions,
  type ImportOptions,
  type ImportRecord,
  type ImportState,
  importStates,
  isAtRest,
  type Live,
  type ProblemGroup,
  pendingOf,
  type Reason,
} from './import.ts';
export type { CheckInput, GivenOptions, Imports, NewImportInput, StartInput } from './imports.ts';
export {
  type ColumnProposal,
  isTarget,
  type Mapping,
  type MappingFiles,
  nearestTarget,
  type Proposal,
  readMapping,
  targets,
} from './mapping/index.ts';
export type { ListedProblem, ProblemPage, ProblemQuery } from './problems.ts';
export type { ReportFiles, ReportKind } from './report/index.ts';
export type { RowEvent, RowLife } from './row-life.ts';
export { encodeText, type OpenedSource, openSource, type SourceInfo, type SourceRecord } from './sources/index.ts';
export { nextStep, type Summary } from './summary.ts';
export type { ImportWorker, WorkerOptions } from './worker.ts';
