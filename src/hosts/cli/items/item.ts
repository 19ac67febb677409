/** One item of a file: its parameters, or why its line could not be read. */
export type FileItem = { params: Record<string, unknown> } | { broken: string };

/** Pieces of a text, in order. */
export type Text = AsyncIterable<string>;

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
