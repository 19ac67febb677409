import type { GenericSchema, InferOutput, ObjectEntries, ObjectSchema } from 'valibot';
import type { CallOptions, ErrorObject, RollcallError, Store } from '../bigcommerce/index.ts';
import type { FormPart } from './form-parts.ts';
import type { Check, Rule } from './rules.ts';

/** What running a node does to the shop; surfaces warn and gate by it. */
export type Effects = {
  reads: boolean;
  writes: boolean;
  /** A call may send e-mail to shoppers. */
  mails: boolean;
  deletes: boolean;
};

export type Params = ObjectSchema<ObjectEntries, undefined>;

/** One item of a run over many: its success object, or its failure. Same position as its input. */
export type NodeResult =
  | ({ success: true; message?: string } & Record<string, unknown>)
  | { success: false; error: ErrorObject; message: string };

export type NodeDefinition<Schema extends Params = Params, Output = Record<string, unknown>> = {
  /** `BigcommerceCreateCustomer` */
  name: string;
  /** `Create customer`: for menus. */
  title: string;
  /** The command of the terminal and the method of the library: `create-customer`. */
  action: string;
  /** One sentence: what it is for, and what not. */
  description: string;
  /** Plain schemas only (no transform, check or trim), each with `v.description` and, where useful, `v.examples`. */
  params: Schema;
  /** What no single parameter can say: "either customer_id or email". Checked after the schema, printed by every surface. */
  rules: Rule<InferOutput<Schema>>[];
  /** What else can be told without the store. `execute` and `executeMany` make the same checks by themselves. */
  checks?(params: InferOutput<Schema>): Check[];
  /** What running does that others notice or that cannot be taken back, as sentences: people are asked before. @default nothing */
  consequences?(params: InferOutput<Schema>): string[];
  /** How a form groups the parameters; what is in no part comes last, under "More". */
  form: FormPart[];
  output: GenericSchema;
  effects: Effects;
  /** Example parameter objects, complete but for credentials_id. */
  examples: { title: string; params: Record<string, unknown> }[];
  /**
   * Runs once, with parameters that were read and checked.
   * @throws {RollcallError}
   */
  execute(store: Store, params: InferOutput<Schema>, call: CallOptions): Promise<Output>;
  /** Items with the same key run one after the other, in their order: two must not change one thing side by side. */
  oneAtATime?(params: InferOutput<Schema>): string;
  /**
   * Runs over many items in common calls. Yields one result per item, in the order of the items. Absent where items share no
   * call: then `execute` runs for each, a few at a time.
   */
  executeMany?(
    store: Store,
    items: AsyncIterable<ReadItem<InferOutput<Schema>>>,
    call: CallOptions & { upcoming?: { count: number; emails(): Iterable<string> } },
  ): AsyncIterable<NodeResult>;
};

/** An item whose parameters were read, or why they could not be. */
export type ReadItem<P> = { index: number; params: P } | { index: number; error: RollcallError };

/** Returns its argument: a definition is inert data plus one function, and every surface is an independent reader of it. */
export function defineNode<Schema extends Params, Output>(
  definition: NodeDefinition<Schema, Output>,
): NodeDefinition<Schema, Output> {
  return definition;
}
