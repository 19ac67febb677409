export { createSandbox } from './create-sandbox.ts';
export { FAULT_CHOICES, type FaultChoice } from './faults/fault-choices.ts';
export { FAULT_KINDS, type FaultKind, type FaultRule } from './faults/fault-rule.ts';
export { faultsFromRates } from './faults/faults-from-rates.ts';
export type { QuotaWindow } from './http/quota.ts';
export { type Journal, openJournal } from './journal/open-journal.ts';
export type {
  Sandbox,
  SandboxClock,
  SandboxCustomer,
  SandboxOptions,
  SandboxReply,
  SandboxRequest,
} from './options.ts';
export { DEFAULT_STORE_HASH } from './server/keep-identity.ts';
export { type SandboxServer, type SandboxServerOptions, startSandboxServer } from './server/start-sandbox-server.ts';
export type { SandboxStats } from './stats.ts';
export type { LogEntry } from './store/commit-log.ts';
