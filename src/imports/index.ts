export type { CheckProgress } from './check-import.ts';
export { createImports, type ImportsOptions } from './create-imports.ts';
export type {
  Fix,
  FixedRow,
  FixInput,
  FixPage,
  FixQuery,
  FixResult,
  Replacement,
  ReplacementInput,
} from './fixes/index.ts';
export {
  type CheckResult,
  type CostPart,
  type Counts,
  defaultOptions,
  type ImportOptions,
  type ImportRecord,
  type ImportSample,
  type ImportState,
  importStates,
  isAtRest,
  type Live,
  type ProblemGroup,
  pendingOf,
  type Reason,
  type RowFate,
  rowFates,
  type Survived,
} from './import.ts';
export type { CheckInput, GivenOptions, Imports, NewImportInput, StartInput } from './imports.ts';
export {
  type ColumnKind,
  type ColumnProposal,
  type GroupRule,
  isTarget,
  listTargets,
  type Mapping,
  type MappingFiles,
  type MappingTarget,
  nearestTarget,
  type Proposal,
  type RowProblem,
  readMapping,
  type SavedMapping,
  type TargetGroup,
  targets,
  type Why,
} from './mapping/index.ts';
export type { ProblemValue, ProblemValues, ProblemValuesQuery } from './problem-values.ts';
export type { ListedProblem, ProblemPage, ProblemQuery } from './problems.ts';
export type {
  ReportFiles,
  ReportKind,
  RowMessage,
  SettledRow,
  SettledRowPage,
  SettledRowQuery,
} from './report/index.ts';
export type { RowEvent, RowLife } from './row-life.ts';
export { encodeText, type OpenedSource, openSource, type SourceInfo, type SourceRecord } from './sources/index.ts';
export { nextStep, type Summary } from './summary.ts';
export type { ImportWorker, WorkerOptions } from './worker.ts';
