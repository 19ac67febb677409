/** What can be told of a call without the store. */
export type NodeCheck = {
  /** True where running would send something. */
  valid: boolean;
  /** Everything that running would refuse, in the words in which it would. */
  problems: ParamProblem[];
  /** The same call elsewhere, with the parameters that were given, right or wrong. */
  calls: NodeCalls;
};

export type ParamProblem = {
  /** Name of the parameter; null where no single one is to blame. */
  param: string | null;
  /** The place within a parameter that holds several: `addresses[0].city`. */
  path?: string;
  message: string;
  /** Nothing is wrong, but something is missing: a form says so only once the field was left, or Run was pressed. @default false */
  missing?: true;
};

/** One call, to copy. */
export type NodeCalls = { cli: string; curl: string; typescript: string };
