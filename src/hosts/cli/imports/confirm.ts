import type { ImportRecord } from '../../../imports/index.ts';
import { describeQuestion } from '../../describe-question.ts';
import { askLine } from '../ask-line.ts';
import type { CliHost } from '../cli-host.ts';
import { UsageError } from '../explain-error.ts';

export type Answer = 'yes' | 'no' | 'interrupted';

/** The question goes to stderr, since stdout may be a file. @throws {UsageError} where nobody can answer */
export function refuseUnasked({ stdin, stderr }: CliHost, file?: string): void {
  if (stdin.isTTY && stderr.isTTY && file !== '-') return;
  throw new UsageError(
    file === '-'
      ? 'An import asks before anything is written to the store, and the answer cannot come from stdin, where the file comes from.'
      : 'An import asks before anything is written to the store, and there is no terminal to ask on.',
    'Add --yes to start it without the question. --dry-run only checks the file.',
  );
}

/** Asks whether an import that is ready may start. Where nothing would be written there is nothing to ask. */
export async function confirmStart(record: ImportRecord, host: CliHost, limit?: number): Promise<Answer> {
  const question = describeQuestion(record, limit);
  return question === undefined ? 'yes' : ask(question, host);
}

/** Asks once; anything but y or yes is a no, and so is the end of the input. */
export async function ask(question: string, host: CliHost): Promise<Answer> {
  const typed = await askLine(question, host);
  if (typed === 'interrupted') return typed;
  return typed !== 'ended' && /^y(es)?$/i.test(typed.text.trim()) ? 'yes' : 'no';
}
