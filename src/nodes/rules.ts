/** A condition over several parameters. */
export type Rule<P> = {
  /** One sentence for people: "Give customer_id or email." */
  says: string;
  /** The parameter to blame, for `error.param`. */
  param: string;
  /** True when the parameters obey. */
  holds(params: P): boolean;
};
