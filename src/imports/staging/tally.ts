import type { ProblemGroup } from '../import.ts';
import type { RowProblem } from '../mapping/index.ts';
import type { StagedInput, StagedRow } from './staged-row.ts';

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
  /** What is wrong, each kind of it once. */
  problems(): ProblemGroup[];
  count(staged: StagedRow): void;
  /** Takes back what is said of rows that go in: this one has the email of an earlier row, or of a customer who exists. */
  leaveOut(known: KnownRow): void;
};

export type KnownRow = {
  input: StagedInput;
  problems: RowProblem[];
  hasSecret: boolean;
  /** It is not left out: it updates the customer, who keeps the store credit that is there. */
  isUpdate: boolean;
};

export function createTally(): Tally {
  /** In hundredths of a hundredth, so that a million amounts add up exactly. */
  let credit = 0;
  /** Rows that continue it follow at once, and share its fate. */
  let rejectedHead: number | undefined;
  const groups = new Map<string, ProblemGroup>();
  const tally: Tally = {
    rows: 0,
    valid: 0,
    continuations: 0,
    rejected: 0,
    subscribed: 0,
    unsubscribed: 0,
    manyAttributes: 0,
    secrets: 0,
    problems: () => describeGroups(groups.values()),
    get storeCredit() {
      return credit / 10_000;
    },
    count({ row, input, problems }) {
      tally.rows += 1;
      if (input) {
        tally.valid += 1;
        credit += creditOf(input);
        weigh(input, row.password !== undefined, 1);
      } else if (row.continues === undefined) {
        tally.rejected += 1;
        rejectedHead = row.index;
      } else if (row.continues === rejectedHead) tally.rejected += 1;
      else tally.continuations += 1;
      const goesIn = input !== undefined || (row.continues !== undefined && row.continues !== rejectedHead);
      for (const problem of problems) addProblem(groups, problem, row, goesIn);
    },
    leaveOut({ input, problems, hasSecret, isUpdate }) {
      credit -= creditOf(input);
      if (isUpdate) return;
      weigh(input, hasSecret, -1);
      for (const key of new Set(problems.map(keyOf))) {
        const group = groups.get(key);
        if (group) seen.get(group)!.goingIn -= 1;
      }
    },
  };
  return tally;

  function weigh({ customer, newsletter }: StagedInput, hasSecret: boolean, by: 1 | -1): void {
    if (customer.attributes && customer.attributes.length > 10) tally.manyAttributes += by;
    if (newsletter) tally[newsletter] += by;
    if (hasSecret) tally.secrets += by;
  }
}

function creditOf({ customer }: StagedInput): number {
  return Math.round((customer.store_credit_amounts?.[0]?.amount ?? 0) * 10_000);
}

/** Rows of a group of which the same is said, but for values and numbers. */
type Kind = { message: string; line: number; count: number; isAlike: boolean };

/** Beyond so many they are not told apart. */
const mostKinds = 20;
const kindsShown = 3;

const seen = new WeakMap<ProblemGroup, { row: number; goingIn: number; kinds: Map<string, Kind> }>();

/** One code may have several remedies: a cell too many, a cell too few. */
function keyOf({ code, column, what_to_do }: RowProblem): string {
  return `${code}|${column ?? ''}|${what_to_do}`;
}

function addProblem(
  groups: Map<string, ProblemGroup>,
  problem: RowProblem,
  { index, line }: StagedRow['row'],
  goesIn: boolean,
): void {
  const { code, column, message, what_to_do, rejects } = problem;
  const key = keyOf(problem);
  let group = groups.get(key);
  if (!group) {
    group = { code, count: 0, what_to_do, lines: [], message, rejects, ...(column !== undefined && { column }) };
    groups.set(key, group);
    seen.set(group, { row: -1, goingIn: 0, kinds: new Map() });
  }
  const state = seen.get(group)!;
  // Two addresses of one row are one row.
  if (state.row === index) return;
  state.row = index;
  group.count += 1;
  if (goesIn) state.goingIn += 1;
  if (group.lines.length < linesListed) group.lines.push(line);
  const like = message.replace(/"[^"]*"|\d+/g, '');
  const kind = state.kinds.get(like);
  if (kind) {
    kind.count += 1;
    kind.isAlike &&= kind.message === message;
  } else if (state.kinds.size < mostKinds) state.kinds.set(like, { message, line, count: 1, isAlike: true });
}

/** The groups, each with a message that holds for all of its rows. */
function describeGroups(groups: Iterable<ProblemGroup>): ProblemGroup[] {
  return [...groups].map((group) => {
    const { goingIn, kinds } = seen.get(group)!;
    return {
      ...group,
      message: messageOf(group, [...kinds.values()]),
      ...(!group.rejects && goingIn < group.count && { going_in: goingIn }),
    };
  });
}

function messageOf({ count }: ProblemGroup, kinds: Kind[]): string {
  const [first] = kinds;
  const isAll = first!.count === count;
  if (isAll && first!.isAlike) return first!.message;
  if (isAll)
    return /\bline \d/i.test(first!.message)
      ? `For example: ${first!.message}`
      : `For example line ${first!.line}: ${first!.message}`;
  const shown = kinds.sort((a, b) => b.count - a.count).slice(0, kindsShown);
  const left = count - shown.reduce((sum, kind) => sum + kind.count, 0);
  return [
    ...shown.map((kind) => `${rows(kind.count)} as line ${kind.line}: ${kind.message}`),
    ...(left > 0 ? [`${rows(left)} for other reasons.`] : []),
  ].join(' ');
}

function rows(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'row' : 'rows'}`;
}
