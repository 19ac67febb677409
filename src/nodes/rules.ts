/** A condition over several parameters. */
export type Rule<P> = {
  /** One sentence for people: "Give customer_id or email." */
  says: string;
  /** The parameter to blame, for `error.param`. */
  param: string;
  /** Broken, the call lacks something: `param` itself, or any one of several. A form need not say so to somebody who has only begun. */
  lacks?: 'param' | 'any';
  /** True when the parameters obey. */
  holds(params: P): boolean;
  /** Where it is broken: what to say instead, by the parameters as they came and as they were read. @default says, of param */
  explain?(raw: Record<string, unknown>, params: P): { param: string; message: string } | undefined;
};

/**
 * Something that read parameters can be refused for without the store, about one parameter.
 * @throws {RollcallError} what running says
 */
export type Check = () => void;
