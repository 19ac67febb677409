import type { ProblemGroup } from '../import.ts';
import type { RowProblem } from '../mapping/index.ts';
import type { StagedRow } from './staged-row.ts';

/** The first lines of a group of problems that are listed with it; all of them are in the pages of problems. */
const linesListed = 100;

/** What a check counts while the rows pass by. */
export type Tally = {
  rows: number;
  /** Rows that could be sent. */
  valid: number;
  continuations: number;
  rejected: number;
  storeCredit: number;
  subscribed: number;
  unsubscribed: number;
  /** Rows with more attributes than a create carries. */
  manyAttributes: number;
  /** Rows with a password that is to be set. */
  secrets: number;
  problems: Map<string, ProblemGroup>;
  count(staged: StagedRow): void;
};

export function createTally(): Tally {
  /** In hundredths of a hundredth, so that a million amounts add up exactly. */
  let credit = 0;
  /** Rows that continue it follow at once, and share its fate. */
  let rejectedHead: number | undefined;
  const tally: Tally = {
    rows: 0,
    valid: 0,
    continuations: 0,
    rejected: 0,
    subscribed: 0,
    unsubscribed: 0,
    manyAttributes: 0,
    secrets: 0,
    problems: new Map(),
    get storeCredit() {
      return credit / 10_000;
    },
    count({ row, input, problems }) {
      tally.rows += 1;
      if (input) {
        tally.valid += 1;
        const { store_credit_amounts, attributes } = input.customer;
        if (store_credit_amounts) credit += Math.round((store_credit_amounts[0]?.amount ?? 0) * 10_000);
        if (attributes && attributes.length > 10) tally.manyAttributes += 1;
        if (input.newsletter) tally[input.newsletter] += 1;
        if (row.password !== undefined) tally.secrets += 1;
      } else if (row.continues === undefined) {
        tally.rejected += 1;
        rejectedHead = row.index;
      } else if (row.continues === rejectedHead) tally.rejected += 1;
      else tally.continuations += 1;
      for (const problem of problems) addProblem(tally.problems, problem, row);
    },
  };
  return tally;
}

const lastRows = new WeakMap<ProblemGroup, number>();

function addProblem(groups: Map<string, ProblemGroup>, problem: RowProblem, { index, line }: StagedRow['row']): void {
  const { code, column, message, what_to_do, rejects } = problem;
  // One code may have several remedies: a cell too many, a cell too few.
  const key = `${code}|${column ?? ''}|${what_to_do}`;
  let group = groups.get(key);
  if (!group) {
    group = { code, count: 0, what_to_do, lines: [], message, rejects, ...(column !== undefined && { column }) };
    groups.set(key, group);
  }
  // Two addresses of one row are one row.
  if (lastRows.get(group) === index) return;
  lastRows.set(group, index);
  group.count += 1;
  // What is said of one row alone is said to be of that one.
  if (message !== group.message && !/\bline \d/i.test(group.message))
    group.message = `Line ${group.lines[0]}: ${group.message}`;
  if (group.lines.length < linesListed) group.lines.push(line);
}
