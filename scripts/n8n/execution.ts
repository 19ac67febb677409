/** An item that a node of a workflow gave out. */
export type Item = {
  json: Record<string, unknown>;
  error?: unknown;
  pairedItem?: { item: number } | { item: number }[] | number;
};

type Run = { error?: { message?: string; description?: string }; data?: { main?: (Item[] | null)[] } };

type RawExecution = {
  status: string;
  data: { resultData: { error?: { message?: string; description?: string | null }; runData: Record<string, Run[]> } };
};

/** A workflow that n8n ran, as `n8n execute` prints it. */
export type Execution = {
  /** `success` or `error`. */
  status: string;
  /** Why it stopped. */
  error: { message?: string; description?: string | null } | undefined;
  /** What a node gave out in its last run; `output` counts its outputs, where the last one may be the one for errors. */
  items(node: string, output?: number): Item[];
  /** All that n8n printed. */
  printed: string;
};

/**
 * Reads what `n8n execute --rawOutput` printed: log lines, then the execution as JSON, then, when it failed, the error once more.
 * @throws {Error} with what was printed when there is no execution in it
 */
export function readExecution(printed: string): Execution {
  const lines = printed.split('\n');
  const start = lines.indexOf('{');
  const end = lines.indexOf('}', start);
  if (start < 0 || end < 0) throw new Error(`n8n printed no execution:\n${printed.slice(-4000)}`);
  const execution: RawExecution = JSON.parse(lines.slice(start, end + 1).join('\n'));
  const { error, runData } = execution.data.resultData;
  return {
    status: execution.status,
    error,
    items: (node, output = 0) => runData[node]?.at(-1)?.data?.main?.[output] ?? [],
    printed,
  };
}
