/** Any object that a node returns: success or failure. */
// biome-ignore lint/suspicious/noExplicitAny: a scenario reads whatever keys its requirement promises
export type Answer = Record<string, any>;

/** Every way to run a node, in the order in which the table shows them. */
export const surfaceNames = ['library', 'cli', 'http', 'mcp', 'n8n', 'modules'] as const;
export type SurfaceName = (typeof surfaceNames)[number];

/** A way to run a node: every one must meet every requirement. */
export type Surface = {
  name: SurfaceName;
  /** Runs one node; a failure is its failure object. `node` is the method's name, `createCustomer`. */
  run(node: string, params: Record<string, unknown>): Promise<Answer>;
  /** Runs a node over many items; one answer per item, in order. */
  runMany(node: string, items: Record<string, unknown>[]): Promise<Answer[]>;
};

export type OpenSurface = Surface & { close?(): Promise<void> };

/** What a scenario is given: its surface, emails of its own, and a look at the sandbox behind it. */
export type Stage = Surface & {
  /** `email('a')` is the same address within a scenario and no other's. */
  email(name: string): string;
  /** Requests that the store has received so far, by endpoint. */
  requests(endpoint: string): Promise<number>;
  /** Puts a fault rule into the sandbox until the scenario ends. */
  faults(rules: Record<string, unknown>[]): Promise<void>;
};
