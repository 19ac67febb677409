import { encodeText, type SourceInfo } from '../sources/index.ts';

type Encoding = SourceInfo['encoding'];

/** One cell as RFC 4180 has it. */
export function csvCell(text: string, delimiter = ','): string {
  if (!text.includes(delimiter) && !/["\r\n]/.test(text)) return text;
  return `"${text.replaceAll('"', '""')}"`;
}

/** A spreadsheet takes a text that begins like a formula for one; an apostrophe keeps it a text. */
export function guardFormula(text: string): string {
  return /^\s*[=+\-@]/.test(text) ? `'${text}` : text;
}

export function oneLine(text: string): string {
  return /[\r\n]/.test(text) ? text.replace(/[\r\n]\s*/g, ' ') : text;
}

/** A text in characters that an encoding has: e for ế, and a question mark where nothing is near. */
export function fitText(text: string, encoding: Encoding): string {
  if (encoding !== 'windows-1252') return text.toWellFormed();
  return text.replace(/[^\0-\x7f]/gu, (character) => {
    if (isIn(character, encoding)) return character;
    const letters = [...character.normalize('NFD')].filter((letter) => isIn(letter, encoding)).join('');
    return letters === '' ? '?' : letters;
  });
}

function isIn(character: string, encoding: Encoding): boolean {
  const bytes = encodeText(character, encoding);
  return bytes.length === 1 && (bytes[0] !== 0x3f || character === '?');
}
