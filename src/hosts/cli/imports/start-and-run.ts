import type { ImportRecord, Imports } from '../../../imports/index.ts';
import type { Surroundings } from '../command-options.ts';
import { endSignal } from '../end-signal.ts';
import { confirmStart } from './confirm.ts';
import { describeLeft } from './describe-dry-run.ts';
import { driveRun } from './drive-run.ts';
import { endRun } from './end-run.ts';

export type RunToEndOptions = Surroundings & { imports: Imports; json: boolean };

export type StartAndRunOptions = RunToEndOptions & {
  /** Whether somebody is asked first. */
  isAsked: boolean;
  /** Only so many further rows get a fate. */
  limit?: number;
};

/** Starts an import, unless the answer is no, and waits for its end. Returns the exit code. */
export async function startAndRun(
  record: ImportRecord,
  { isAsked, limit, ...options }: StartAndRunOptions,
): Promise<number> {
  const { imports, host, output } = options;
  const answer = isAsked ? await confirmStart(record, host, limit) : 'yes';
  if (answer !== 'yes') {
    await output.write(describeLeft(imports.summary(record)));
    return answer === 'no' ? 0 : 130;
  }
  return runToEnd(await imports.start(record.id, limit === undefined ? {} : { limit }), options);
}

/** Drives an import that was started until it rests, and tells how it ended. Returns the exit code. */
export async function runToEnd(record: ImportRecord, options: RunToEndOptions): Promise<number> {
  const { imports, host, output } = options;
  const signal = endSignal({ host, output });
  return endRun(await driveRun(record, { imports, host, signal }), options);
}
