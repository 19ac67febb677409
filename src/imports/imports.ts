import type { Readable } from 'node:stream';
import type { CheckProgress } from './check-import.ts';
import type { FixInput, FixPage, FixQuery, FixResult, ReplacementInput } from './fixes/index.ts';
import type { ImportOptions, ImportRecord, ImportSample } from './import.ts';
import type { MappingFiles, Proposal } from './mapping/index.ts';
import type { ProblemValues, ProblemValuesQuery } from './problem-values.ts';
import type { ProblemPage, ProblemQuery } from './problems.ts';
import type { ReportFiles, ReportKind, SettledRowPage, SettledRowQuery } from './report/index.ts';
import type { RowLife } from './row-life.ts';
import type { Summary } from './summary.ts';
import type { ImportWorker, WorkerOptions } from './worker.ts';

/** Options as they come from a flag, a form or JSON; what is not given has its default, or stays as it is. */
export type GivenOptions = Omit<Partial<ImportOptions>, 'mapping'> & {
  /** null takes off the mapping that was applied. */
  mapping?: ImportOptions['mapping'] | null;
};

export type NewImportInput = {
  /** Name of the file, for people. */
  file: string;
  /** May be left out where exactly one credential is stored. */
  credentialsId?: string;
  options?: GivenOptions;
};

export type CheckInput = {
  /** A path or the content; left out: the file that was uploaded. */
  input?: string | Readable;
  /** Replace those of the import. */
  options?: GivenOptions;
  onProgress?: (progress: CheckProgress) => void;
  onProposal?: (proposal: Proposal) => void;
  signal?: AbortSignal;
};

export type StartInput = {
  /** A pilot: only so many further rows get a fate, then the import pauses. */
  limit?: number;
  /** Replace those of the check. Only those that need no new check: if_exists, newsletter, welcome_mails, quota_share, keep_days. */
  options?: Pick<GivenOptions, 'if_exists' | 'newsletter' | 'welcome_mails' | 'quota_share' | 'keep_days'>;
};

/** Everything that can be done with imports; every surface is a projection of it. Methods throw RollcallError `not_found` for an unknown id. */
export type Imports = {
  /** Makes an import in the state `checking`. @throws {RollcallError} invalid_params, credentials_not_found */
  create(input: NewImportInput): Promise<ImportRecord>;
  /** Keeps an uploaded file for later checks and checks it in the background. @throws {RollcallError} too_large */
  upload(input: NewImportInput & { content: Readable; maxBytes: number }): Promise<ImportRecord>;
  /**
   * Reads the file and finds what is wrong with it; then the import is `ready`. May be repeated with other options until it is started.
   * A file that cannot be read at all leaves the import `checking`, with the reason. So do columns that cannot be mapped, and a store that does not
   * answer; then what the file is and its columns are known all the same.
   */
  check(id: string, input?: CheckInput): Promise<ImportRecord>;
  /** The check that runs for the import in this process, if any. */
  checking(id: string): { progress?: CheckProgress; done: Promise<ImportRecord> } | undefined;
  /** Queues an import that is ready or paused; of one that runs already nothing changes. @throws {RollcallError} invalid_params in any other state */
  start(id: string, input?: StartInput): Promise<ImportRecord>;
  /** Asks for a pause; resolves when it is recorded, not yet when the import rests. Harmless where it rests already. */
  pause(id: string): Promise<ImportRecord>;
  /** What has a fate keeps it; all other rows stay pending for ever. */
  cancel(id: string): Promise<ImportRecord>;
  /** Queues the failed rows of an import that rests once more. */
  retry(id: string): Promise<ImportRecord>;
  get(id: string): Promise<ImportRecord>;
  /**
   * Newest first; like those of `find` and `ahead` without `proposal` and `check`, which are most of an import.
   * @throws {RollcallError} not_found where `after`, the id of the last one that is known, is none
   */
  list(page?: { limit?: number; after?: string }): Promise<ImportRecord[]>;
  /** Those whose id begins so, with or without `imp_`. */
  find(prefix: string): Promise<ImportRecord[]>;
  /** What runs now on the store of an import, and has to rest before that one may run. */
  ahead(record: ImportRecord): Promise<ImportRecord | undefined>;
  summary(record: ImportRecord): Summary;
  problems(id: string, query?: ProblemQuery): Promise<ProblemPage>;
  /**
   * The distinct cell values of one group of problems, as the last check read them.
   * @throws {RollcallError} invalid_params for a column that the file has not, or whose values are not kept
   */
  problemValues(id: string, query: ProblemValuesQuery): Promise<ProblemValues>;
  /** What became of the rows, in file order, page by page. */
  rows(id: string, query?: SettledRowQuery): Promise<SettledRowPage>;
  /** How the run went so far, oldest first: some 300 samples, however long it took. */
  history(id: string): Promise<ImportSample[]>;
  /**
   * Corrects single cells until the import is started, all of them or none; `value: null` takes a correction back. They lie over the file,
   * which stays as it is, and count from the next check on, which a start makes by itself. Says at once what remains wrong with the rows of
   * single cells. Replacements read every cell of a column that holds a value as another one, from the next check on.
   * @throws {RollcallError} invalid_params that says of each what is wrong with it; not_found where the file is not kept
   */
  fix(id: string, fixes: FixInput[] | undefined, replacements?: ReplacementInput[]): Promise<FixResult>;
  /** The corrections in file order, and the replacements; none of an import whose rows were deleted. */
  fixes(id: string, query?: FixQuery): Promise<FixPage>;
  /** All that is known of the row on a line of the file. */
  row(id: string, line: number): Promise<RowLife>;
  /** Writes results, rejects, warnings and summary into the import's report folder (or another one). */
  writeReport(id: string, folder?: string): Promise<ReportFiles>;
  /** One file of the report as bytes; nothing is written. */
  readReport(
    id: string,
    kind: ReportKind,
  ): Promise<{ fileName: string; contentType: string; content: AsyncIterable<Buffer> }>;
  /** Deletes the personal data of imports that ended so many days ago; counts stay. Returns the ids. */
  purge(input: { olderThanDays: number; now?: Date }): Promise<string[]>;
  /** Takes imports from the queue and drives them until it is stopped. */
  work(options?: WorkerOptions): Promise<ImportWorker>;
  mappings: MappingFiles;
  /** Ends background checks and the queue. Workers are to be stopped before. */
  close(): Promise<void>;
};
