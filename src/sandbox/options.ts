import type { FaultRule } from './faults/fault-rule.ts';
import type { Journal } from './journal/open-journal.ts';
import type { SandboxStats } from './stats.ts';
import type { LogEntry } from './store/commit-log.ts';

/** Time as the sandbox sees it; a test brings its own. */
export type SandboxClock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves `ms` milliseconds later; used for latency and late commits only. */
  sleep(ms: number): Promise<void>;
};

export type SandboxOptions = {
  /** @default 'sandbox1' */
  storeHash?: string;
  /** The one token that this store accepts. @default 'sandbox-access-token' */
  accessToken?: string;
  /** OAuth scopes of the token. @default customers, orders and information, all with write access */
  scopes?: readonly string[];
  /** Requests per window; 0 is unlimited, and then replies carry no quota headers. @default 150 */
  quota?: number;
  /** Length of a quota window in milliseconds. @default 30000 */
  windowMs?: number;
  /** Most requests in flight by endpoint, e.g. `{ 'POST /v3/customers': 5 }`; 0 lifts the cap. @default see concurrency-caps.ts */
  concurrency?: Readonly<Record<string, number>>;
  /** Milliseconds that each reply takes, drawn between the two. @default none */
  latency?: readonly [number, number];
  /** @default the system clock */
  clock?: SandboxClock;
  /** Draws the latency; faults have their own seeds. @default Math.random */
  random?: () => number;
  /** Starts without demo data. A journal that already holds a store wins over this. @default false */
  empty?: boolean;
  /** @default none */
  faults?: readonly FaultRule[];
  /** Where committed writes are kept, see `openJournal`. @default memory only */
  journal?: Journal;
  /** Told of each request that the sandbox does not know. @default nothing */
  warn?: (message: string) => void;
};

export type SandboxRequest = {
  method: string;
  /** Path with query, or an absolute URL. */
  url: string;
  /** Any case of names. */
  headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  body?: string;
};

/** What goes back over the wire: a reply, or the news that the connection dies without one. */
export type SandboxReply =
  | {
      status: number;
      /** Names in lower case. */
      headers: Record<string, string>;
      body: string;
      /** The body is cut off, and `content-length` states its full length. */
      truncated?: true;
      lost?: undefined;
    }
  | {
      /** The connection dies `before` the request was executed, or `after` it was. */
      lost: 'before' | 'after';
    };

/** A customer as the API shows it, with its parts. */
export type SandboxCustomer = { id: number; email: string } & Record<string, unknown>;

export type Sandbox = {
  readonly storeHash: string;
  readonly accessToken: string;
  /** Answers one request, serialised as it would be on the wire. Never throws for what a caller sent. */
  handle(request: SandboxRequest): Promise<SandboxReply>;
  stats(): SandboxStats;
  /** Every customer, in order of id, as `GET /v3/customers` shows it with store credit. */
  customers(): SandboxCustomer[];
  /** The server's own log of committed writes: which request of which caller made what. */
  creationLog(options?: { /** Entries with a higher `seq`. @default 0 */ after?: number }): LogEntry[];
  /** The fault rules that are on. */
  faults(): readonly FaultRule[];
  /** Replaces the fault rules. @throws {TypeError} when a rule makes no sense */
  setFaults(rules: readonly FaultRule[]): void;
  /** Requests per window, 0 for unlimited, and the length of a window in milliseconds. */
  quota(): { units: number; windowMs: number };
  /** Changes the requests per window from the window under way on: what was used of it stays used. @throws {TypeError} for no whole number from 0 on */
  setQuota(units: number): void;
  /** Forgets every write and statistic and begins as it was started, with the fault rules and the quota of its options. Open requests die. */
  reset(options?: { /** @default as it was started */ empty?: boolean }): void;
  /** Tells of each reset, once the store has begun anew. */
  onReset(listener: () => void): void;
};
