/**
 * `rollcall/sandbox`: a stateful BigCommerce store for tests. `createSandbox` is a function from request to reply with an injected clock;
 * `startSandboxServer` serves one over HTTP on 127.0.0.1.
 *
 * ```ts
 * const server = await startSandboxServer({ empty: true, quota: 0 });
 * await fetch(`${server.url}/stores/${server.storeHash}/v3/customers`, { headers: { 'x-auth-token': server.accessToken } });
 * await server.stop();
 * ```
 */
export {
  createSandbox,
  FAULT_CHOICES,
  FAULT_KINDS,
  type FaultChoice,
  type FaultKind,
  type FaultRule,
  faultsFromRates,
  type Journal,
  type LogEntry,
  openJournal,
  type QuotaWindow,
  type Sandbox,
  type SandboxClock,
  type SandboxCustomer,
  type SandboxOptions,
  type SandboxReply,
  type SandboxRequest,
  type SandboxServer,
  type SandboxServerOptions,
  type SandboxStats,
  startSandboxServer,
} from './sandbox/index.ts';
