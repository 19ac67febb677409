import { showControls } from './show-controls.ts';

/** An error that the reader can do something about: its message is enough, a stack trace would hide it. */
export class UsageError extends Error {
  readonly hint?: string;

  constructor(message: string, hint?: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'UsageError';
    if (hint !== undefined) this.hint = hint;
  }
}

/** One line of what happened and, where there is one, a line of what to do. */
export function explainError(error: unknown, debug: boolean): string {
  if (debug && error instanceof Error)
    return showControls(`${error.stack}${error.cause ? `\ncause: ${String(error.cause)}` : ''}\n`);
  const { message, hint } = error instanceof Error ? (error as Error & { hint?: string }) : { message: String(error) };
  const lines = [`Error: ${message}`];
  if (hint) lines.push(hint);
  else if (!isForReaders(error)) lines.push('This looks like a defect. ROLLCALL_DEBUG=1 shows where it comes from.');
  return showControls(`${lines.join('\n')}\n`);
}

const readable = new Set(['UsageError', 'RollcallError', 'SetupError']);

function isForReaders(error: unknown): boolean {
  return error instanceof Error && readable.has(error.name);
}
