import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportRecord, Imports, Summary } from '../../../imports/index.ts';
import { count, describeDuration } from '../../amounts.ts';
import type { CliHost } from '../cli-host.ts';
import type { Output } from '../output.ts';
import { describeSurvived } from './describe-survived.ts';

export type EndRunOptions = { imports: Imports; host: Pick<CliHost, 'stderr'>; output: Output; json: boolean };

/** Writes the report and the summary of an import that rests. Returns the exit code. */
export async function endRun(record: ImportRecord, { imports, host, output, json }: EndRunOptions): Promise<number> {
  let code = exitCodeOf(imports.summary(record));
  if (record.check && !record.purgedAt) {
    try {
      await imports.writeReport(record.id);
    } catch (error) {
      const { message, hint } = error as Error & { hint?: string };
      host.stderr.write(
        `Error: The report could not be written: ${message}\n${hint ? `${hint} ` : ''}Then run: rollcall imports report ${record.id}\n`,
      );
      code = 1;
    }
  }
  await printSummary(imports.summary(record), { output, json });
  return code;
}

/** 0, or 2 where a row is rejected, failed, or pending without having been left for later on purpose. */
export function exitCodeOf({ rejected, failed, pending, reason }: Summary): number {
  return rejected + failed > 0 || (pending > 0 && reason?.code !== 'limit_reached') ? 2 : 0;
}

export async function printSummary(
  summary: Summary,
  { output, json }: Pick<EndRunOptions, 'output' | 'json'>,
): Promise<void> {
  // Programs read the last line, on a terminal too.
  await output.write(json ? `${JSON.stringify(summary)}\n` : describeSummary(summary));
}

const fates = ['created', 'updated', 'unchanged', 'skipped', 'rejected', 'failed', 'pending'] as const;

/** What an import took; one that was never started took nothing. */
function describeWork({ state, requests, seconds }: Summary): string {
  const isIdle =
    requests === 0 && seconds === 0 && (state === 'ready' || state === 'cancelled' || state === 'checking');
  return isIdle ? 'nothing was sent' : `${count(requests, 'request')}, ${describeDuration(seconds)}`;
}

/** Warnings have the form of the file. */
function warningsOf(report: string): string {
  return existsSync(join(report, 'warnings.ndjson')) ? 'warnings.ndjson' : 'warnings.csv';
}

/** The numbers of an import, for people. The report is named where it is written. */
export function describeSummary(summary: Summary, isWritten = existsSync(summary.report)): string {
  const { import_id, state, rows, warnings, report, next, reason } = summary;
  const reached = fates.filter((fate) => summary[fate] > 0);
  const survived = describeSurvived(summary);
  const width = Math.max(...reached.map((fate) => summary[fate].toLocaleString('en').length), 0);
  const lines = [
    `Import ${import_id} is ${state}: ${count(rows, 'row')}, ${describeWork(summary)}.`,
    ...reached.map((fate) => `  ${fate.padEnd(9)}  ${summary[fate].toLocaleString('en').padStart(width)}`),
    ...(warnings > 0 ? [`${count(warnings, 'row')} got in without something: see ${warningsOf(report)}.`] : []),
    ...(survived === undefined ? [] : [survived]),
    ...(reason ? [`Reason: ${reason.message}`] : []),
    ...(isWritten ? [`Report: ${report}`] : []),
    `Next: ${next}`,
  ];
  return `${lines.join('\n')}\n`;
}
