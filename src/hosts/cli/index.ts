export type { SandboxControl } from '../sandbox-control.ts';
export type { CliHost, RunningSandbox, RunningServer, SandboxFlags, Services } from './cli-host.ts';
export { runCli } from './run-cli.ts';
