import { allCountries } from 'country-region-data';
import { foldName } from './fold-name.ts';

type States = { byCode: Map<string, string>; names: Set<string> };

let byCountry: Map<string, States> | undefined;
/** Answers given so far: a file of a million customers has some dozens of states, and folding one costs a microsecond. */
const answers = new Map<string, { name: string; known: boolean }>();
const mostAnswers = 5_000;

/**
 * The state as BigCommerce wants it: a code becomes the full name, since codes are refused at checkout. `known` is false where the
 * country's states are listed and this is none of them; the text is then passed on as it came.
 */
export function stateNameOf(text: string, countryCode: string | undefined): { name: string; known: boolean } {
  const question = `${countryCode} ${text}`;
  let answer = answers.get(question);
  if (!answer) {
    if (answers.size >= mostAnswers) answers.clear();
    answer = lookUp(text, countryCode);
    answers.set(question, answer);
  }
  return answer;
}

function lookUp(text: string, countryCode: string | undefined): { name: string; known: boolean } {
  byCountry ??= readStates();
  const states = countryCode === undefined ? undefined : byCountry.get(countryCode);
  if (!states || states.names.size === 0) return { name: text, known: true };
  const code = text.trim().toUpperCase();
  const name = states.byCode.get(code) ?? states.byCode.get(code.replace(`${countryCode}-`, ''));
  if (name !== undefined) return { name, known: true };
  return { name: text, known: states.names.has(foldName(text)) };
}

function readStates(): Map<string, States> {
  const map = new Map<string, States>();
  for (const [, country, regions] of allCountries) {
    const byCode = new Map(regions.map(([name, code]): [string, string] => [code.toUpperCase(), name]));
    map.set(country, {
      byCode, // Some are listed under two names: "Valencia/València".
      names: new Set(regions.flatMap(([name]) => [name, ...name.split('/')]).map(foldName)),
    });
  }
  return map;
}
