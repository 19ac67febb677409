/** What the HTTP API takes and answers, as types: all that the console knows of this code. */

export type { CredentialTest, ScopeDetail, ScopeState } from '../../credentials/index.ts';
export type {
  CheckResult,
  ColumnKind,
  ColumnProposal,
  CostPart,
  Counts,
  Fix,
  FixedRow,
  FixInput,
  FixPage,
  FixQuery,
  FixResult,
  GroupRule,
  ImportOptions,
  ImportSample,
  ImportState,
  ListedProblem,
  Live,
  Mapping,
  MappingTarget,
  ProblemGroup,
  ProblemPage,
  ProblemQuery,
  Reason,
  RowFate,
  RowMessage,
  RowProblem,
  SavedMapping,
  SettledRow,
  SettledRowPage,
  SettledRowQuery,
  SourceInfo,
  TargetGroup,
  Why,
} from '../../imports/index.ts';
export type { NodeDescription } from '../describe-node.ts';
export type { NodeCalls, NodeCheck, ParamProblem } from '../node-check.ts';
export type { FormField, FormGroup, FormOption, OptionsSource, ResultCard } from '../node-form.ts';
export type {
  CredentialAnswer,
  CredentialBody,
  CredentialChangeBody,
  CredentialRemovedAnswer,
  CredentialsAnswer,
  StoredCredential,
} from './credential-routes.ts';
export type {
  CustomersExportFilter,
  CustomersExportQuery,
  OrdersExportFilter,
  OrdersExportQuery,
} from './export-routes.ts';
export type {
  ImportCheckBody,
  ImportCheckView,
  ImportDecisions,
  ImportEvent,
  ImportFixesBody,
  ImportLine,
  ImportList,
  ImportMovement,
  ImportProgress,
  ImportRowEvent,
  ImportRowLife,
  ImportStartBody,
  ImportStateView,
  ImportSummary,
  ImportView,
  MappingList,
  MappingTargets,
  NamedMapping,
} from './import-answers.ts';
export type { OptionsAnswer } from './option-routes.ts';
export type {
  SandboxExample,
  SandboxFault,
  SandboxFaultKind,
  SandboxFaultsBody,
  SandboxQuotaBody,
  SandboxResetBody,
  SandboxResetResult,
  SandboxStats,
  SandboxView,
  SandboxWindow,
} from './sandbox-routes.ts';
