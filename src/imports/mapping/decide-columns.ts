import { equalHeadings } from '../sources/index.ts';
import { foldHeader } from './fold-header.ts';
import { guessColumn, settle } from './guess-column.ts';
import { type KnownColumn, knownByForm, notCarried } from './known-columns.ts';
import { readYesNo } from './read-yes-no.ts';
import { showValue } from './samples.ts';
import { areHashes, isSecretName, whyDropped } from './secret-names.ts';
import { settleBlocks } from './settle-blocks.ts';
import { addressTarget, isTarget, placeKey, placeOf, targetNamed } from './targets.ts';
import { columnOfTemplate, type Template } from './templates.ts';
import type { ColumnProposal, Why } from './types.ts';

/** What the user chose for a column, now or in a saved mapping. */
export type Chosen = { target: string | null; why: 'chosen' | 'mapping'; note?: string };

/** A proposal, and whether another column or the content stands against it. */
export type Decided = Omit<ColumnProposal, 'samples'> & { conflict?: boolean };

/** `likeness`: of a target that was found by likeness, 1 for a known word. */
type Candidate = Decided & { position: number; score: number; likeness?: number };

/** What goes before: the user's choice, then the mapping, the template, our own names, then what is alike. */
const scores: Record<Why, number> = {
  chosen: 5,
  mapping: 4,
  template: 3,
  exact: 2,
  similar: 1,
  not_carried: 0,
  unknown: 0,
  secret: 0,
};

export type DecideOptions = {
  /** Names by which the columns are addressed. */
  header: readonly string[];
  /** What stands above them; empty where nothing does. */
  headings: readonly string[];
  /** The headings, folded. */
  folded: readonly string[];
  values: readonly unknown[][];
  chosen: ReadonlyMap<number, Chosen>;
  template: Template | undefined;
};

/** Decides each column, then sees to it that no two go to one target. */
export function decideColumns({ header, headings, folded, values, chosen, template }: DecideOptions): Decided[] {
  const repeats = findRepeats(headings, values, chosen);
  const candidates = headings.map((heading, position): Candidate => {
    const decided =
      decideChosen(heading, folded[position]!, chosen.get(position), template) ??
      decideSecret(heading, values[position]!) ??
      decideUnnamed(heading) ??
      decideKnown(heading, folded[position]!, template) ??
      decideAlike(heading, values[position]!);
    const column = header[position]!;
    const bearer = decided.target === null ? undefined : repeats.get(position);
    const own = bearer === undefined ? decided : repeated(bearer, header, values[position]!);
    return { ...own, column, position, score: scoreOf(own, folded[position]!, values[position]!, template) };
  });
  settleNames(candidates);
  settleOwnEmail(candidates, values);
  oneColumnEach(candidates);
  fullNameLast(candidates);
  settleBlocks(candidates);
  promoteStandIns(candidates);
  sayPhone(candidates);
  sayInPlaceOf(candidates, folded, values, template);
  return candidates.map(({ position, score, likeness, ...decided }) => decided);
}

function decideChosen(
  column: string,
  folded: string,
  chosen: Chosen | undefined,
  template: Template | undefined,
): Decided | undefined {
  if (!chosen) return undefined;
  const { target, why } = chosen;
  if (target === 'new_password')
    return { column, target, why, note: 'Passwords are encrypted until they are sent, and shown nowhere.' };
  // A secret that is mapped to nothing is a secret all the same, and tags that are not carried are listed all the same.
  if (isSecretName(column)) return undefined;
  if (target !== null) return { column, target, why };
  const kind = decideKnown(column, folded, template)?.kind;
  const note = chosen.note ?? (why === 'chosen' ? leftOut : 'Left out by the mapping.');
  return { column, target, why, note, ...(kind && { kind }) };
}

const leftOut = 'Left out by your choice.';

/** A column that was left out for another one to have its target: whoever chose that chose for the other. */
function sayInPlaceOf(
  candidates: Candidate[],
  folded: readonly string[],
  values: readonly unknown[][],
  template: Template | undefined,
): void {
  for (const candidate of candidates) {
    if (candidate.target !== null || candidate.note !== leftOut) continue;
    const { column, position } = candidate;
    const { target } = decideKnown(column, folded[position]!, template) ?? decideAlike(column, values[position]!);
    const bearer = target === null ? undefined : candidates.find((other) => other.target === target);
    if (bearer?.why === 'chosen') candidate.note = `"${bearer.column}" goes to ${target} in its place.`;
  }
}

function decideSecret(column: string, values: readonly unknown[]): Decided | undefined {
  if (!isSecretName(column) && !areHashes(column, values)) return undefined;
  return { column, target: null, why: 'secret', kind: 'secret', note: whyDropped };
}

/** Of what stands under no heading nothing is known, whatever it looks like. */
function decideUnnamed(heading: string): Decided | undefined {
  if (heading !== '') return undefined;
  return { column: heading, target: null, why: 'not_carried', note: 'It has no heading, so nothing says what it is.' };
}

/** Columns whose heading another column bears as well -> that one: the first with values that nobody chose a target for. */
function findRepeats(
  headings: readonly string[],
  values: readonly unknown[][],
  chosen: DecideOptions['chosen'],
): Map<number, number> {
  const repeats = new Map<number, number>();
  for (const positions of equalHeadings(headings)) {
    const open = positions.filter((position) => !chosen.has(position));
    const bearer = open.find((position) => values[position]!.length > 0) ?? open[0];
    for (const position of open) if (position !== bearer) repeats.set(position, bearer!);
  }
  return repeats;
}

/** Which of two columns with one heading is meant by it only the user knows. */
function repeated(bearer: number, header: readonly string[], values: readonly unknown[]): Decided {
  const column = header[bearer]!;
  const note = `Column ${bearer + 1}, "${column}", has the same heading and is read by it.`;
  if (values.length === 0) return { column, target: null, why: 'not_carried', note: `${note} This one looks empty.` };
  return {
    column,
    target: null,
    why: 'unknown',
    conflict: true,
    note: `${note} Choose where this one goes, or leave it out.`,
  };
}

function decideKnown(column: string, folded: string, template: Template | undefined): Decided | undefined {
  const ofTemplate = template && columnOfTemplate(template, folded);
  if (ofTemplate) return fromKnown(column, ofTemplate, 'template');
  const exact = isTarget(column.trim()) ? column.trim() : targetNamed(folded);
  // A password goes nowhere but by the user's own choice.
  if (exact !== undefined && exact !== 'new_password') return { column, target: exact, why: 'exact' };
  const known = knownByForm(column, folded) ?? notCarried.get(folded);
  return known && fromKnown(column, known, 'exact');
}

function fromKnown(column: string, { target, note, kind }: KnownColumn, why: Why): Decided {
  return { column, target, why: target === null ? 'not_carried' : why, ...(note && { note }), ...(kind && { kind }) };
}

/** What a file's own template calls a column is certain; the rest is by likeness. */
function decideAlike(column: string, values: readonly unknown[]): Decided & { likeness?: number } {
  const guess = guessColumn(column);
  const against = guess && contentAgainst(guess.target, values);
  if (guess && against === undefined) return { column, target: guess.target, why: 'similar', likeness: guess.score };
  if (guess)
    return {
      column,
      target: null,
      why: 'unknown',
      conflict: true,
      note: `It looks like ${guess.target} by its name, but ${against}. Choose where it goes, or leave it out.`,
    };
  return {
    column,
    target: null,
    why: 'unknown',
    note: 'Nothing is like it. Choose where it goes, or leave it out.',
  };
}

function contentAgainst(target: string, values: readonly unknown[]): string | undefined {
  if (values.length === 0) return undefined;
  const texts = values.map(showValue);
  const share = (fits: (text: string) => boolean) => texts.filter(fits).length / texts.length;
  if (target === 'email' && share(isEmailLike) < 0.5) return 'its values are no emails';
  if (target.endsWith('phone') && share((text) => /\d{3}/.test(text.replace(/\D/g, ''))) < 0.5)
    return 'its values are no phone numbers';
  if (target === 'newsletter' && share((text) => readYesNo(text) !== undefined) < 0.5)
    return 'its values are no yes or no';
  return undefined;
}

function isEmailLike(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}

function scoreOf(
  decided: Decided & { likeness?: number },
  folded: string,
  values: readonly unknown[],
  template: Template | undefined,
): number {
  let score = scores[decided.why];
  if (decided.likeness !== undefined) score += decided.likeness - 1;
  // Columns of a template that stand for one target are listed in the order of their worth.
  if (decided.why === 'template' && template) score -= [...template.columns.keys()].indexOf(folded) / 1000;
  return score + Math.min(values.length, 20) / 100_000;
}

function settleNames(candidates: Candidate[]): void {
  const others = new Set(candidates.flatMap(({ target }) => (target === null ? [] : [target])));
  for (const candidate of candidates)
    if (candidate.target !== null) candidate.target = settle(candidate.target, others);
  // "Name" beside "Vorname" is the last name.
  const name = candidates.find(({ target, why }) => target === 'name' && why !== 'chosen' && why !== 'mapping');
  if (name && foldHeader(name.column) === 'name' && !others.has('last_name'))
    if (candidates.some(({ column, target }) => target === 'first_name' && foldHeader(column) === 'vorname'))
      name.target = 'last_name';
}

/** Where no column is called email, one that holds nothing else is it. */
function settleOwnEmail(candidates: Candidate[], values: readonly unknown[][]): void {
  if (candidates.some(({ target }) => target === 'email')) return;
  const holders = candidates.filter(
    ({ why, position }) =>
      why === 'unknown' &&
      values[position]!.length > 0 &&
      values[position]!.every((value) => isEmailLike(showValue(value))),
  );
  for (const holder of holders) {
    holder.target = 'email';
    holder.why = 'similar';
    holder.note = 'Every sample is an email.';
    delete holder.conflict;
  }
}

/** The better of two columns keeps the target; the other is left to the user, or is known to be the lesser by its template. */
function oneColumnEach(candidates: Candidate[]): void {
  const winners = new Map<string, Candidate>();
  for (const candidate of [...candidates].sort((a, b) => b.score - a.score || a.position - b.position)) {
    if (candidate.target === null) continue;
    const key = placeKey(placeOf(candidate.target)!);
    const winner = winners.get(key);
    if (!winner) {
      winners.set(key, candidate);
      continue;
    }
    const certain = candidate.why === 'template' || winner.why === 'chosen' || winner.why === 'mapping';
    candidate.note = `"${winner.column}" goes to ${candidate.target} already.${certain ? '' : ' Choose where this one goes, or leave it out.'}`;
    candidate.target = null;
    candidate.why = certain ? 'not_carried' : 'unknown';
    if (!certain) candidate.conflict = true;
  }
}

/** A full name says nothing more where both names have columns of their own. */
function fullNameLast(candidates: Candidate[]): void {
  const there = new Set(candidates.map(({ target }) => target));
  if (!there.has('first_name') || !there.has('last_name')) return;
  for (const candidate of candidates)
    if (candidate.target === 'name' && candidate.why !== 'chosen' && candidate.why !== 'mapping') {
      candidate.target = null;
      candidate.why = 'not_carried';
      candidate.note = 'First and last name have columns of their own.';
    }
}

/** A country by name, or a state by code, that stands in for nothing is the country, or the state. */
function promoteStandIns(candidates: Candidate[]): void {
  const taken = new Set(candidates.flatMap(({ target }) => (target === null ? [] : [placeKey(placeOf(target)!)])));
  for (const candidate of candidates) {
    if (candidate.target === null || candidate.why === 'chosen' || candidate.why === 'mapping') continue;
    const place = placeOf(candidate.target)!;
    if (place.kind !== 'address') continue;
    const part = place.part === 'country' ? 'country_code' : place.part === 'state_code' ? 'state' : undefined;
    if (part && !taken.has(placeKey({ ...place, part }))) candidate.target = addressTarget(place.block, part);
  }
}

/** Where no column is the customer's own phone, that of the first address is. */
function sayPhone(candidates: Candidate[]): void {
  if (candidates.some(({ target }) => target === 'phone')) return;
  for (const target of ['address_phone', 'billing.phone', 'shipping.phone']) {
    const phone = candidates.find((candidate) => candidate.target === target);
    if (!phone) continue;
    phone.note ??= "It is the customer's phone and the address's.";
    return;
  }
}
