/** What the HTTP API takes and answers, as types: all that the console knows of this code. */
export type { NodeDescription } from '../describe-node.ts';
export type {
  CustomersExportFilter,
  CustomersExportQuery,
  OrdersExportFilter,
  OrdersExportQuery,
} from './export-routes.ts';
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
export type { NodeCalls, NodeCheck, ParamProblem } from '../node-check.ts';
export type { FormField, FormGroup, FormOption, OptionsSource, ResultCard } from '../node-form.ts';
export type { OptionsAnswer } from './option-routes.ts';
