import type { Decimal } from './read-amount.ts';

/** Which column goes where. A named JSON file that belongs to no store. */
export type Mapping = {
  version: 1;
  /** Template that the file was recognised as. */
  template?: string;
  /** Header as in the file -> target; null is not carried. */
  columns: Record<string, string | null>;
  /** The first rule that holds gives the customer its group, by name. */
  group_rules?: GroupRule[];
};

/** A customer whose cell in `column` is `value`, or lists it among others, gets the group. */
export type GroupRule = { column: string; value: string; group: string };

export type ColumnKind = 'tags' | 'group' | 'consent_sms' | 'secret' | 'other';

export type Why =
  | 'template'
  | 'exact'
  | 'similar'
  | 'chosen'
  | 'mapping'
  | 'not_carried'
  | 'unknown'
  /** Dropped before anything is stored. */
  | 'secret';

/** What is to become of one column, and why. */
export type ColumnProposal = {
  column: string;
  target: string | null;
  why: Why;
  note?: string;
  /** A few values, none of a secret column. */
  samples: string[];
  /** What needs judgement about the column. */
  kind?: ColumnKind;
  /** Of amounts: what the samples have before their decimals, where they agree. */
  decimal?: Decimal;
};

export type Proposal = {
  mapping: Mapping;
  template?: { id: string; title: string };
  columns: ColumnProposal[];
  /** Columns that nobody can decide; their notes say why. */
  needs_choice: string[];
};

/** Something about one row. Where it rejects, nothing of the row is sent. */
export type RowProblem = {
  code: string;
  column?: string;
  value?: string;
  message: string;
  what_to_do: string;
  rejects: boolean;
};

/** What a record comes to. */
export type MappedRow = {
  index: number;
  line: number;
  /** The record with the cells of secret columns blanked, everything else byte for byte. */
  raw: string;
  /** Loose parameters for creating the customer; absent when rejected or a continuation. */
  params?: Record<string, unknown>;
  /** Of a rejected row, what could be read of it: only to find what else is wrong. */
  refused?: Record<string, unknown>;
  /** As in the file, also of rejected rows, where there is one. */
  email?: string;
  sourceId?: string;
  /** Index of the row whose customer this row only adds an address to. */
  continues?: number;
  /** Parameters whose column is mapped and whose cell is blank. */
  clear?: string[];
  /** Only where a column was mapped to new_password; never in params, raw or problems. */
  password?: string;
  problems: RowProblem[];
};

/** A column of the file that the user should look at, with what is in it. */
export type JudgedColumn = {
  column: string;
  kind: ColumnKind;
  note: string;
  /** The most frequent first, 200 at most; none of a secret column. */
  values: { value: string; count: number }[];
};
