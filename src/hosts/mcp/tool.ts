import type { JsonSchema } from '../describe-node.ts';

/** One tool as an agent sees it. */
export type McpTool = {
  /** The command's name with underscores: `create_customer`. */
  name: string;
  title: string;
  /** What it is for and when to use it: all that a model knows of it besides the schemas. */
  description: string;
  /** Of type object, without anyOf at the top: models' APIs refuse that. */
  inputSchema: JsonSchema & { type: 'object' };
  /** Must admit the failure object, too: clients check that against it as well. `outputOf` makes one that does. */
  outputSchema?: JsonSchema & { type: 'object' };
  annotations: ToolAnnotations;
  /** The flag without which the tool is not offered. @default offered to every agent */
  needs?: 'allow-writes' | 'allow-deletes';
  /**
   * Runs it. A result with `success: false` is shown as an error, like one that is thrown. The server marks the whole result as data, so
   * text of the store or of a file needs no mark of its own.
   * @throws {RollcallError} what the agent can change, in words that say how
   */
  call(args: Record<string, unknown>, context: ToolContext): Promise<ToolResult>;
};

/** The failure object, or a success object; `message` is a sentence that tells the outcome. */
export type ToolResult = { success: boolean; message: string } & Record<string, unknown>;

/** What a client may rely on when it decides whom to ask. */
export type ToolAnnotations = {
  readOnlyHint: boolean;
  /** Something that was there may be gone or replaced. */
  destructiveHint: boolean;
  /** The same call again changes nothing more. */
  idempotentHint: boolean;
  /** It reaches a store. */
  openWorldHint: boolean;
};

/** What a call may do besides returning. */
export type ToolContext = {
  /** Aborts when the client cancels the call or the server stops: nothing more is sent, what is in flight is awaited. */
  signal: AbortSignal;
  /** Asks the human yes or no; absent where the client cannot. `unanswered`: dismissed, or nobody was there in time. */
  ask?(question: string): Promise<'yes' | 'no' | 'unanswered'>;
  /** Tells how far the call is, where the client wants to know. `done` must grow. */
  progress(done: number, total: number | undefined, message: string): void;
};
