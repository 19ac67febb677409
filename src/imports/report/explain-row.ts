import type { ImportRecord } from '../import.ts';
import { createFileMapper, type RowProblem } from '../mapping/index.ts';
import { whatToDo } from '../what-to-do.ts';
import type { ReportRow } from './read-report-rows.ts';

/** What a merchant is told of a row. */
export type Explanation = { code: string; column: string; message: string; whatToDo: string };

/** Why rows did not get in, or what they lack, in the words of the file. */
export type Explainer = {
  /** Undefined where nothing went wrong. The first problem decides the code and the column, the message names all. */
  failure(row: ReportRow): Explanation | undefined;
  /** What a row got in without; an empty list for most. */
  warnings(row: ReportRow): Explanation[];
};

/** A problem of the check, or an error of the store, whose `column` is a parameter. */
type StoredError = { code: string; message: string; column?: string; what_to_do?: string };

export function createExplainer({ proposal, source }: ImportRecord): Explainer {
  let columnOf: ((param: string) => string | undefined) | undefined;

  return { failure, warnings };

  function failure(row: ReportRow): Explanation | undefined {
    const { fate, error_code, error, continues, earlier_line } = row;
    const plain = (code: string, message: string) => ({ code, column: '', message, whatToDo: whatToDo(code) });
    if (error_code === 'continuation_row') return plain(error_code, `Part of the customer on line ${earlier_line}.`);
    if (fate === 'skipped' && error === null && earlier_line !== null)
      return plain('duplicate_row', `The email is that of line ${earlier_line}.`);
    if (error_code === null) return undefined;
    const stored = error === null ? { code: error_code, message: '' } : (JSON.parse(error) as StoredError);
    if (continues !== null) {
      const { message, ...rest } = explain(stored);
      return { ...rest, message: `Part of the customer on line ${earlier_line}: ${message}` };
    }
    const found = problemsOf(row).filter(({ rejects }) => rejects);
    return inOne(found.length > 0 ? found.map(explain) : [explain(stored)]);
  }

  function warnings(row: ReportRow): Explanation[] {
    const problems = problemsOf(row);
    if (row.continues !== null) return problems.map(explain);
    const listed = row.warnings === null ? [] : (JSON.parse(row.warnings) as StoredError[]);
    return listed.map((warning) => {
      // Only the check knows the column and the remedy.
      const own = problems.find(({ code, message }) => code === warning.code && message === warning.message);
      return explain(own ?? warning);
    });
  }

  function explain({ code, message, column, what_to_do }: StoredError): Explanation {
    const header = column === undefined || what_to_do !== undefined ? column : (headerOf(column) ?? column);
    return { code, column: header ?? '', message, whatToDo: what_to_do ?? whatToDo(code) };
  }

  /** The header behind a parameter such as "addresses[1].city". */
  function headerOf(param: string): string | undefined {
    if (!proposal) return undefined;
    columnOf ??= createFileMapper(source ?? {}, { proposal }).columnOf;
    return columnOf(param);
  }
}

/** Several problems of a row as one. */
export function inOne(explanations: Explanation[]): Explanation {
  const joined = (texts: string[]) => [...new Set(texts)].join(' ');
  return {
    ...explanations[0]!,
    message: joined(explanations.map(({ message }) => message)),
    whatToDo: joined(explanations.map(({ whatToDo }) => whatToDo)),
  };
}

export function problemsOf({ problems }: Pick<ReportRow, 'problems'>): RowProblem[] {
  return problems === null ? [] : (JSON.parse(problems) as RowProblem[]);
}
