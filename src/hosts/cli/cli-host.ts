import type { Readable } from 'node:stream';
import type { WriteStream } from 'node:tty';
import type { Credential, CredentialTest, Vault } from '../../credentials/index.ts';
import type { Imports } from '../../imports/index.ts';
import type { Queryable } from '../queryable.ts';
import type { SandboxControl } from '../sandbox-control.ts';
import type { Stores } from '../stores.ts';

/** What commands that reach a store need; the database is open while they live. */
export type Services = {
  vault: Vault;
  stores: Stores;
  pool: Queryable;
  imports: Imports;
  /** Asks the store whether a credential works. */
  testCredential(credential: Credential): Promise<CredentialTest>;
  close(): Promise<void>;
};

export type SandboxFlags = {
  /** @default the port of the last time, at first 4322; any free one where that is taken */
  port?: number;
  storeHash?: string;
  accessToken?: string;
  quota?: number;
  windowMs?: number;
  latency?: [number, number];
  empty?: boolean;
  /** Kind of fault -> how often, from 0 to 1. */
  faults?: Record<string, number>;
};

export type RunningSandbox = {
  url: string;
  /** The port that was wanted, where another program has it. */
  takenPort?: number;
  storeHash: string;
  accessToken: string;
  /** What the server relays to the console; the credential is the one that reaches this sandbox. */
  control(credentialsId: string): SandboxControl;
  close(): Promise<void>;
};

export type RunningServer = {
  /** `http://127.0.0.1:4321` */
  origin: string;
  /** Opens the console once. */
  consoleLink: string;
  /** Takes no more requests, and lets those under way finish. */
  close(): Promise<void>;
};

/** Everything that the terminal gets from the composition root. */
export type CliHost = {
  version: string;
  stdin: Readable & { isTTY?: boolean };
  stdout: Pick<WriteStream, 'write' | 'on' | 'once' | 'off'> & { isTTY?: boolean };
  stderr: Pick<WriteStream, 'write'> & { isTTY?: boolean; columns?: number };
  /** Aborts at Ctrl-C: nothing more is sent, what is in flight is awaited. */
  interrupted: AbortSignal;
  openServices(): Promise<Services>;
  startSandbox(flags: SandboxFlags): Promise<RunningSandbox>;
  startServer(services: Services, sandbox?: SandboxControl): Promise<RunningServer>;
  /** Refuses settings with which `start` cannot run, before anything is opened. @throws {Error} with a hint */
  checkServer(): Promise<void>;
  apiKey: { show(): Promise<string>; rotate(): Promise<string> };
  /** A new one-time link to the console of the server that runs here. @throws {Error} with a hint */
  makeConsoleLink(): Promise<string>;
};
