import { RollcallError } from '../../bigcommerce/index.ts';

export type SourceProblem =
  | 'empty_file'
  | 'no_such_file'
  | 'not_readable'
  | 'folder'
  | 'workbook'
  | 'unknown_format'
  | 'no_header'
  | 'broken_header'
  | 'broken_json'
  | 'broken_gzip';

/** What stops a whole file. `details.problem` tells which trouble it is, `details.line` where. */
export function sourceError(problem: SourceProblem, message: string, { line, cause }: ErrorPlace = {}): RollcallError {
  return new RollcallError('invalid_params', message, {
    details: { problem, ...(line !== undefined && { line }) },
    cause,
  });
}

type ErrorPlace = { line?: number; cause?: unknown };
