/** The sandbox that runs in this process. */
export type SandboxControl = {
  url: string;
  credentialsId: string;
  faultChoices: readonly SandboxFaultChoice[];
  sandbox: {
    storeHash: string;
    stats(): SandboxStats & { store_hash: string; log_entries: number };
    faults(): readonly SandboxFault[];
    /** @throws {TypeError} when a fault makes no sense */
    setFaults(faults: readonly SandboxFault[]): void;
    quota(): { units: number; windowMs: number };
    setQuota(units: number): void;
    reset(options: { empty: boolean }): void;
    onReset(listener: () => void): void;
  };
};

/** A fault that the sandbox is told to make. */
export type SandboxFault = {
  /** One of the `kinds`. */
  kind: string;
  /** Method and path prefix, such as `POST /v3/customers`; `*` for any. @default '*' */
  match?: string;
  /** How often, from 0 to 1; of `quota-thief` its part of each window's quota. @default 1 */
  rate?: number;
  /** At most so many times; where the faults are listed, how many of them are left. @default no end */
  count?: number;
  /** The same seed meets the same requests. @default 1 */
  seed?: number;
  /** Leaves the first matching requests alone. @default 0 */
  skip?: number;
  /** Of `late-commit`: milliseconds until the write is executed. @default 3000 */
  delay_ms?: number;
  /** Of `5xx`: always this status. @default drawn from 500, 502, 503 and 504 */
  status?: number;
  /** Of `partial`: what is answered; of `late-commit`: `lost` or `5xx`. @default drawn */
  reply?: 'no-culprit' | 'culprit' | '5xx' | 'lost';
};

/** A kind of fault, as a switch shows it. */
export type SandboxFaultChoice = {
  kind: string;
  /** A few words. */
  title: string;
  /** What happens to a request, in a sentence. */
  effect: string;
  /** The fault that the switch turns on. */
  suggested: SandboxFault;
};

/** One quota window. */
export type SandboxWindow = {
  /** Milliseconds since 1970. */
  started_at: number;
  quota: number;
  /** Units that requests took. */
  used: number;
  /** Units that another app took. */
  thief: number;
  left: number;
  /** Requests turned away because nothing was left. */
  refused: number;
};

/** Counts since the sandbox was started or reset; `created_by` and `rows` since the store was made. */
export type SandboxStats = {
  /** Milliseconds since 1970. */
  started_at: number;
  now: number;
  total_requests: number;
  /** By endpoint, then by the status that was sent; `lost` where the connection died, `truncated` where the body was cut. */
  requests: Record<string, Record<string, number>>;
  /** By endpoint, then by number of items sent in a request: how many requests held so many. */
  items_per_post: Record<string, Record<string, number>>;
  /** Most requests open at once, by endpoint. */
  max_in_flight: Record<string, number>;
  in_flight: number;
  /** The latest 60 quota windows, the current one last; empty where the quota is unlimited. */
  windows: SandboxWindow[];
  /** 429s by reason. */
  refused: { quota: number; concurrency: number; fault: number };
  /** Rows made, by caller and kind of row; the 20 callers that made most. */
  created_by: Record<string, Record<string, number>>;
  /** Faults that requests met, by kind; a late commit that was refused in the end is under `late-commit-refused`. */
  faults: Record<string, number>;
  /** Requests that the sandbox does not know: how many, and the latest of them as `METHOD path`. */
  unknown_requests: { total: number; latest: string[] };
  /** Rows that exist now, by kind: `customers`, `orders` and so on. */
  rows: Record<string, number>;
};
