import { distance } from 'fastest-levenshtein';
import { foldHeader, headerWords } from './fold-header.ts';
import { blockWords, fillers, gluedBlocks, synonyms } from './synonyms.ts';
import { type AddressPart, addressTarget } from './targets.ts';

/** What a header may mean. `score` is 1 for a known word, less for a near one. */
export type Guess = { target: string; score: number };

/** Words whose meaning hangs on the other columns; `settle` decides. */
const ambiguous = new Set(['nombre', 'nom', 'nome']);

const parts: Record<string, AddressPart> = {
  first_name: 'first_name',
  last_name: 'last_name',
  company: 'company',
  phone: 'phone',
  address_phone: 'phone',
  address1: 'address1',
  address2: 'address2',
  city: 'city',
  state: 'state',
  state_code: 'state_code',
  zip: 'zip',
  country_code: 'country_code',
  country: 'country',
};

/** The target that a header's words come nearest to, in seven languages; undefined where nothing is near. */
export function guessColumn(header: string): Guess | undefined {
  const folded = foldHeader(header);
  const whole = synonyms.get(folded);
  if (whole !== undefined) return { target: whole, score: 1 };
  return guessOfBlock(header) ?? nearest(folded) ?? withoutFillers(headerWords(header)) ?? withoutAside(header);
}

/** "Telefon (privat)", "Guthaben (EUR)": what stands in brackets says less than what stands before them. */
function withoutAside(header: string): Guess | undefined {
  const plain = header.replace(/\s*[([][^)\]]*[)\]]\s*/g, ' ').trim();
  if (plain === '' || plain === header.trim()) return undefined;
  const guess = guessColumn(plain);
  return guess && { ...guess, score: guess.score - 0.1 };
}

/** "Billing City", "Ciudad de envío", "Rechnungsort", "City 2", "address.zip". */
function guessOfBlock(header: string): Guess | undefined {
  const words = headerWords(header);
  // "address.address1" and "Address Street 2" are lines of one address, not the first and the second one.
  const own = isAddressWord(words[0]) ? parts[fieldOf(words.slice(1)) ?? ''] : undefined;
  if (own) return { target: addressTarget('1', own), score: 0.95 };
  if (words.some((word) => isAddressWord(word) || /^(?:line|street)$/.test(word)) && words.at(-1) === '3')
    return undefined;
  const line = lineOf(words);
  const ofWhole = wholeBlock(words, line);
  if (ofWhole) return ofWhole;
  let block: string | undefined;
  let rest = words.filter((word) => {
    const named = blockWords.get(word);
    if (named !== undefined) block ??= named;
    else if (/^\d{1,2}$/.test(word) && words.length > 1 && Number(word) >= 1) {
      // "Address 1" is a line of an address and a known word; "Address 2 City" is not.
      block ??= String(Number(word));
    } else return true;
    return false;
  });
  if (block === undefined) {
    const glued = gluedBlocks.find(([prefix]) => rest[0]?.startsWith(prefix) && rest[0].length > prefix.length);
    if (glued) {
      block = glued[1];
      rest = [rest[0]!.slice(glued[0].length), ...rest.slice(1)];
    } else if (words.length > 1 && isAddressWord(words[0])) block = '1';
  }
  if (block === undefined) return undefined;
  const field =
    (words.some((word) => blockWords.has(word)) ? line : undefined) ??
    fieldOf(rest) ??
    fieldOf(rest.filter((word) => !fillers.has(word)));
  const part = field === undefined ? undefined : parts[field];
  return part && { target: addressTarget(block, part), score: 0.95 };
}

/** "Code postal de facturation", "Adresse de livraison": all but the name of the block is one field, or the address itself. */
function wholeBlock(words: string[], line: 'address1' | 'address2' | undefined): Guess | undefined {
  const block = words.map((word) => blockWords.get(word)).find((named) => named === 'billing' || named === 'shipping');
  if (block === undefined) return undefined;
  const rest = words.filter((word) => blockWords.get(word) !== block);
  const plain = rest.filter((word) => !fillers.has(word));
  const isAddress = plain.length === 0 && (rest.some(isAddressWord) || words.some((word) => blockAddress.test(word)));
  const field = line ?? (isAddress ? 'address1' : (fieldOf(rest) ?? fieldOf(plain)));
  const part = field === undefined ? undefined : parts[field];
  return part && { target: addressTarget(block, part), score: 0.95 };
}

const blockAddress = /^(?:rechnungs|liefer|factuur|aflever|verzend|bezorg)(?:adres(?:se)?|anschrift)$/;

function isAddressWord(word: string | undefined): boolean {
  return /^(?:address|adres|adresse|direccion|endereco|indirizzo|anschrift|addresses)$/.test(word ?? '');
}

/** "Billing Address 2" is line 2 of the billing address. */
function lineOf(words: string[]): 'address1' | 'address2' | undefined {
  const number = words.find((word) => word === '1' || word === '2');
  const others = words.filter((word) => word !== number && !blockWords.has(word));
  const ofLine = /^(address|adresse|direccion|street|line|endereco|indirizzo)$/;
  if (number === undefined || others.length === 0 || !others.every((word) => ofLine.test(word) || fillers.has(word)))
    return undefined;
  if (!others.some((word) => ofLine.test(word))) return undefined;
  return number === '1' ? 'address1' : 'address2';
}

function fieldOf(words: string[]): string | undefined {
  return synonyms.get(words.join(''));
}

function withoutFillers(words: string[]): Guess | undefined {
  const rest = words.filter((word) => !fillers.has(word));
  if (rest.length === 0 || rest.length === words.length) return undefined;
  const folded = rest.join('');
  const field = synonyms.get(folded);
  if (field !== undefined) return { target: field, score: 0.9 };
  const near = nearest(folded);
  return near && { ...near, score: near.score - 0.05 };
}

/** A slip of one letter in six, two in nine. Shorter words are too near to others: a stage is no state. */
function nearest(folded: string): Guess | undefined {
  const allowed = folded.length >= 9 ? 2 : folded.length >= 6 ? 1 : 0;
  let best: Guess | undefined;
  let least = allowed + 1;
  const digits = digitsOf(folded);
  for (const [word, field] of synonyms) {
    // "Address Line 3" is no slip of "Address Line 1".
    if (digitsOf(word) !== digits) continue;
    if (Math.abs(word.length - folded.length) >= least || word.length < 5) continue;
    const steps = distance(folded, word);
    if (steps < least) {
      least = steps;
      best = { target: field, score: 0.85 - steps * 0.1 };
    }
  }
  return best;
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

/** Decides the words whose meaning hangs on the other columns. */
export function settle(target: string, others: ReadonlySet<string>): string {
  if (!ambiguous.has(target)) return target;
  if (target === 'nom') return others.has('first_name') ? 'last_name' : 'name';
  return others.has('last_name') ? 'first_name' : 'name';
}
