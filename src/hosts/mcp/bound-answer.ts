import { isObject } from '../is-object.ts';
import { mostWhole } from './run-writing.ts';
import type { ToolResult } from './tool.ts';

/** Characters of a result: it stands twice in an answer, as an object and as text, so that one is some 200 KB at most. */
export const mostChars = 100_000;

type Item = { success?: boolean; error?: Record<string, unknown> } & Record<string, unknown>;

/**
 * A result of many items as an answer holds it: in the text, equal failures stand once with their indices. Of a dry run, what is too long
 * is cut; of a write never, since ids and outcomes are all that tells what is in the store.
 */
export function boundAnswer(result: ToolResult): { text: ToolResult; object: ToolResult } {
  if (!Array.isArray(result.results) || result.results.length <= mostWhole) return { text: result, object: result };
  const results = result.results as Item[];
  const isDry = result.dry_run === true;
  const object = isDry ? cut(result, results) : slim(result, results);
  const grouped = group(result, results);
  const isLong = isDry && sizeOf(grouped) > mostChars;
  return { text: isLong ? group(object, object.results as Item[]) : grouped, object };
}

export function sizeOf(value: unknown): number {
  return JSON.stringify(value).length;
}

/** How many values of a list fit into an answer, from the first one on. */
export function fitting(values: unknown[], most = mostChars): number {
  let size = 0;
  const end = values.findIndex((value) => {
    size += sizeOf(value) + 1;
    return size > most;
  });
  return end === -1 ? values.length : end;
}

function group(result: ToolResult, results: Item[]): ToolResult {
  const failures = new Map<string, { indices: unknown[] } & Record<string, unknown>>();
  for (const { index, success, error } of results) {
    if (success !== false || !isObject(error)) continue;
    const { code, param, retryable, message } = error;
    const key = JSON.stringify([code, param, retryable, message]);
    const known = failures.get(key);
    if (known) known.indices.push(index);
    else failures.set(key, { code, param, retryable, message, indices: [index] });
  }
  if (failures.size === 0) return result;
  return { ...result, results: results.filter(({ success }) => success !== false), failures: [...failures.values()] };
}

function cut(result: ToolResult, results: Item[]): ToolResult {
  const shown = fitting(results);
  if (shown === results.length) return result;
  return {
    ...result,
    results: results.slice(0, shown),
    left: `The results from index ${shown} on: the answer would be too long. counts and message are about all ${results.length} items; a dry run of fewer shows the rest.`,
  };
}

/** What a message says, its details say once more. */
function slim(result: ToolResult, results: Item[]): ToolResult {
  if (fitting(results) === results.length) return result;
  const slimmed = results.map((item) => {
    if (!isObject(item.error)) return item;
    const { details: _details, ...error } = item.error;
    return { ...item, error };
  });
  return { ...result, results: slimmed };
}
