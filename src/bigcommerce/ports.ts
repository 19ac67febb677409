import type { FieldChange, Outcome } from './outcome.ts';

/** What the pure core asks of its host. Nothing in src/bigcommerce or src/nodes touches Node, timers or globals. */

export type HttpRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Absolute URL, query included. */
  url: string;
  headers: Record<string, string>;
  /** JSON text. */
  body?: string;
  /** Milliseconds after which the transport gives the request up with a `TransportFailure` of kind `timeout`. */
  timeoutMs: number;
  signal?: AbortSignal;
};

export type HttpResponse = {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
};

/**
 * Sends one request and resolves with whatever reply came, also 4xx and 5xx.
 * @throws {TransportFailure} when no complete reply came.
 */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;

/** No complete reply. `reached` says whether the request can have reached the store: if not, it may be sent again. */
export class TransportFailure extends Error {
  readonly kind: 'connect' | 'timeout' | 'reset' | 'truncated' | 'aborted';
  readonly reached: boolean;

  constructor(kind: TransportFailure['kind'], reached: boolean, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'TransportFailure';
    this.kind = kind;
    this.reached = reached;
  }
}

export type Clock = {
  /** Monotonic milliseconds. Differences only: the value itself has no meaning. */
  now(): number;
  /** `done` resolves after `ms` milliseconds, or as soon as `cancel` is called. */
  wait(ms: number): { done: Promise<void>; cancel(): void };
};

/** A number in [0, 1). */
export type Random = () => number;

/** One item of a write that is about to be sent. */
export type IntendedItem = {
  /** Position of the item in its input, from 0. */
  index: number;
  /** Email folded to lower case + channels. */
  key: string;
  /** Set on updates. */
  customerId?: number;
  /** Set on updates: each field with its previous value. Passwords are never in here. */
  changes?: Record<string, FieldChange>;
};

/** Recorded before a write leaves, so that a lost reply or a crash can be judged afterwards. */
export type Intent = {
  kind: 'create' | 'update';
  items: IntendedItem[];
  /** H: the highest customer id that this store has shown in earlier replies. */
  highestId?: number;
};

/**
 * Where intents and outcomes are kept. Both promises resolve when the record is durable.
 * In memory (the default) that is at once; an import writes to Postgres.
 */
export type Journal = {
  intend(intent: Intent): Promise<void> | void;
  settle(outcomes: Outcome[]): Promise<void> | void;
};
