import { UsageError } from '../explain-error.ts';
import { type FileItem, isObject, type Text } from './item.ts';

/** An element without an end would otherwise fill the memory. */
const longestElement = 16 * 2 ** 20;

/**
 * A JSON array of objects, one at a time: the whole of it is never in memory.
 * @throws {UsageError} where the array breaks off or an element is not JSON; what was read before stands.
 */
export async function* readJsonArray(text: Text): AsyncGenerator<FileItem> {
  let element = '';
  let depth = 0;
  let inString = false;
  let escaped = false;
  let count = 0;
  let ended = false;

  const finish = (): FileItem | undefined => {
    const whole = element.trim();
    element = '';
    if (whole === '') return undefined;
    count += 1;
    let value: unknown;
    try {
      value = JSON.parse(whole);
    } catch {
      throw new UsageError(`Element ${count} of the JSON array is not JSON.`, 'Nothing after it was read.');
    }
    return isObject(value) ? { params: value } : { broken: `Element ${count} of the JSON array is not an object.` };
  };

  for await (const piece of text) {
    let start = 0;
    for (let at = 0; at < piece.length; at += 1) {
      const character = piece[at]!;
      if (inString) {
        if (escaped) escaped = false;
        else if (character === '\\') escaped = true;
        else if (character === '"') inString = false;
      } else if (ended) {
        if (character.trim() !== '') throw new UsageError('Something follows the end of the JSON array.');
      } else if (character === '"') inString = true;
      else if (character === '[' || character === '{') {
        depth += 1;
        if (depth === 1) start = at + 1;
      } else if (character === ']' || character === '}' || (character === ',' && depth === 1)) {
        if (character !== ',') depth -= 1;
        if (depth === 0 || character === ',') {
          element += piece.slice(start, at);
          start = at + 1;
          const item = finish();
          if (item) yield item;
          ended = depth === 0;
        }
      }
    }
    if (depth > 0) element += piece.slice(start);
    if (element.length > longestElement)
      throw new UsageError(`Element ${count + 1} of the JSON array is longer than 16 million characters.`);
  }
  if (!ended) throw new UsageError(`The JSON array breaks off after ${count} elements: its "]" is missing.`);
}
