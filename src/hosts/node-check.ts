import { checkParams, type NodeDefinition, type ParamProblem } from '../nodes/index.ts';
import { describeNode } from './describe-node.ts';
import { cliCall, curlCall, typescriptCall } from './node-calls.ts';

export type { ParamProblem };

/** What can be told of a call without the store. */
export type NodeCheck = {
  /** True where running would ask the store, which may refuse still. */
  valid: boolean;
  /** Everything that running would refuse without the store, in its words. A problem with `missing` is to be shown only once the field was left, or Run was pressed. */
  problems: ParamProblem[];
  /** What running does that others notice or that cannot be taken back, as sentences to be agreed to. */
  consequences: string[];
  /** The same call elsewhere, with the parameters that were given, right or wrong. */
  calls: NodeCalls;
};

/** One call, to copy. */
export type NodeCalls = { cli: string; curl: string; typescript: string };

export type CheckNodeOptions = {
  /** Where this server is reached. */
  origin: string;
  credentialsId?: string;
  /** What the code connects to. */
  store?: { storeHash: string; apiUrl: string };
};

/** Checks a call and spells it for other surfaces. Asks nobody and writes nothing. */
export function checkNode(
  definition: NodeDefinition,
  raw: Record<string, unknown>,
  { origin, credentialsId, store }: CheckNodeOptions,
): NodeCheck {
  const { problems, consequences, given } = checkParams(definition, raw);
  const node = describeNode(definition);
  return {
    valid: problems.length === 0,
    problems,
    consequences,
    calls: {
      cli: cliCall(node, given, credentialsId),
      curl: curlCall(node, given, { origin, ...(credentialsId !== undefined && { credentialsId }) }),
      typescript: typescriptCall(node, given, store),
    },
  };
}
