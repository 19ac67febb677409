import type { FaultKind, FaultRule } from './fault-rule.ts';

/** A kind of fault as somebody may choose it. */
export type FaultChoice = {
  kind: FaultKind;
  /** A few words. */
  title: string;
  /** What happens, in a sentence or two. */
  effect: string;
  /** A rule that shows the fault without stopping everything. */
  suggested: FaultRule;
};

/** Every kind of fault, with seeds of its own so that two of them do not fall on the same requests. */
export const FAULT_CHOICES: readonly FaultChoice[] = [
  choice('5xx', 'Server errors', 'The store answers 500, 502, 503 or 504 and does nothing.'),
  choice('lost-before', 'Connection dies before', 'The connection dies before the store has done anything.'),
  choice(
    'lost-after',
    'Connection dies after',
    'The store does what it was asked, and the connection dies before it answers.',
  ),
  choice(
    'late-commit',
    'Late writes',
    'A write is answered with 504 or not at all, and is carried out three seconds later all the same.',
  ),
  choice(
    'partial',
    'Half a batch',
    'Of a batch the first few items are written, and the answer is an error for the whole batch.',
  ),
  choice('truncated', 'Answers cut off', 'The store does what it was asked, and its answer breaks off in the middle.'),
  choice(
    '429',
    'Refusals without a reason',
    'The store refuses with 429 and does not tell how much of the quota is left.',
  ),
  choice('quota-thief', 'Another app', "Another app of the shop uses up a part of each window's quota.", 0.3),
];

function choice(kind: FaultKind, title: string, effect: string, rate = 0.05): FaultChoice {
  const seed = [...kind].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 1);
  return { kind, title, effect, suggested: { kind, match: '*', rate, seed } };
}
