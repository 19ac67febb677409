import type {
  CheckResult,
  ColumnProposal,
  FixInput,
  GivenOptions,
  ImportOptions,
  ImportSample,
  ImportState,
  Live,
  Mapping,
  MappingTarget,
  ReplacementInput,
  RowEvent,
  RowLife,
  SavedMapping,
  SourceInfo,
  Summary,
} from '../../imports/index.ts';

// What the routes of imports answer. Moments are ISO 8601 texts, durations say their unit.

/** The numbers of an import. */
export type ImportSummary = Summary & { state: ImportState };

/** An import as it stands in a list. */
export type ImportLine = ImportSummary & {
  /** Name of the file, for people. */
  file: string;
  credentials_id: string;
  store_hash: string;
  /** As the store calls itself; known once the file was checked. */
  store_name?: string;
  created_at: string;
  started_at?: string;
  ended_at?: string;
  /** Since then there are counts and no rows. */
  purged_at?: string;
  /** What was asked for and has not happened yet. */
  wanted?: 'pause' | 'cancel';
  /** A pilot: only the first so many rows get a fate. */
  limit?: number;
};

/** `GET /api/imports`, newest first. */
export type ImportList = {
  imports: ImportLine[];
  /** What to give as `after` for the next page; absent on the last one. */
  next?: string;
};

/** What was decided about an import, and what its file is. */
export type ImportDecisions = {
  options: ImportOptions;
  /** The following are there once the file could be read. */
  source?: SourceInfo;
  /** Every column with its target, in the order of the file. */
  columns?: ColumnProposal[];
  /** Columns that nobody can decide; their notes say why. */
  needs_choice?: string[];
  mapping?: Mapping;
  /** The kind of file that it was recognised as. */
  template?: { id: string; title: string };
};

/** What changes while an import is checked or runs. */
export type ImportMovement = {
  /** Of the worker that drives it; absent where nobody does. */
  live?: Live & { rows_per_second?: number };
  /** Of the check, where it runs in the answering process. */
  progress?: { rows: number; bytes_read: number; bytes?: number };
};

/** Corrections of single cells, and of values. */
export type FixCounts = { total: number; replacements: number; needs_check: boolean };

/** `GET /api/imports/{id}`: all that is known of an import but its rows. */
export type ImportView = ImportLine &
  ImportDecisions &
  ImportMovement & {
    check?: CheckResult;
    fixes: FixCounts;
    /** How its run went so far, oldest first, some 300 samples at most; empty before it ran. `progress` events go on with it. */
    history: ImportSample[];
  };

/** The data of the event `progress`. */
export type ImportProgress = ImportSummary & ImportMovement & { wanted?: 'pause' | 'cancel' };

/** Answer of `POST /api/imports/{id}/check`: what the check found, flat. */
export type ImportCheckView = CheckResult &
  ImportDecisions & {
    import_id: string;
    state: ImportState;
    file: string;
    fixes: FixCounts;
    next: string;
  };

/** The answer 202 of check, start and resume, and of an upload: it goes on by itself. */
export type ImportStateView = { import_id: string; state: ImportState };

/** Options of check; those of start and resume have `limit` as well. */
export type ImportCheckBody = Omit<GivenOptions, 'mapping' | 'mapping_from'> & {
  /** Name of a saved mapping, or a mapping; null takes off the one that was applied. */
  mapping?: string | Mapping | null;
};
export type ImportStartBody = ImportCheckBody & {
  /** A pilot: only so many further rows get a fate, then the import pauses. */
  limit?: number;
};

/** Server-sent events of `GET /api/imports/{id}/events`: the name of the event, and its data. */
export type ImportEvent =
  | { event: 'snapshot'; data: ImportView }
  | { event: 'progress'; data: ImportProgress }
  | { event: 'end'; data: ImportView };

/** `GET /api/imports/{id}/rows/{line}`. */
export type ImportRowLife = Omit<RowLife, 'events'> & { events: ImportRowEvent[] };
export type ImportRowEvent = Omit<RowEvent, 'at'> & { at: string };

/** `GET /api/mappings`, by name. */
export type MappingList = { mappings: SavedMapping[] };
/** `GET /api/mappings/{name}`. */
export type NamedMapping = { name: string; mapping: Mapping };

/** `GET /api/mappings/targets`, in the order in which a form shows them. */
export type MappingTargets = { targets: MappingTarget[] };
/** Body of `POST /api/imports/{id}/fixes`: one of the two, or both; 1,000 of each at most. */
export type ImportFixesBody = { fixes?: FixInput[]; replacements?: ReplacementInput[] };
