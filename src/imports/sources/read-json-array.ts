import { gatherElements } from './gather-elements.ts';
import type { LineBreak, SourceRecord } from './source.ts';
import { sourceError } from './source-error.ts';

export type ReadJsonArrayOptions = { lineBreak: LineBreak; maxRecordBytes: number };

const longestBatch = 1000;

/**
 * The elements of a JSON array, however it is laid out; the whole of it is never in memory. After an element whose string is not closed on its
 * line, reading goes on at the next line that begins an object at the same indentation.
 * @throws {RollcallError} invalid_params, where the array breaks off or something follows it; what was read before stands
 */
export async function* readJsonArray(
  text: AsyncIterable<string>,
  { lineBreak, maxRecordBytes }: ReadJsonArrayOptions,
): AsyncGenerator<SourceRecord[]> {
  const mark = lineBreak === '\r' ? '\r' : '\n';
  const elements = gatherElements(maxRecordBytes);
  const place = followLines(mark);
  let batch: SourceRecord[] = [];
  /** 1 between the elements. */
  let depth = 0;
  let inString = false;
  let isEscaped = false;
  /** In an element whose string is not closed. */
  let isLost = false;
  let ended = false;
  let last = '';

  for await (const piece of text) {
    let start = 0;
    for (let at = 0; at < piece.length; at += 1) {
      const character = piece[at]!;
      const isBlank = character === ' ' || character === '\n' || character === '\r' || character === '\t';
      const isFirst = place.pass(character, isBlank);
      if (!isBlank) last = character;
      if (isLost && isFirst && endsLost(character, place.indent, elements.indent())) {
        elements.add(piece.slice(start, at));
        start = at;
        batch.push(elements.finishLost());
        isLost = false;
        inString = false;
        depth = 1;
      }
      if (isLost) continue;
      if (inString) {
        if (character === mark) isLost = true;
        else if (isEscaped) isEscaped = false;
        else if (character === '\\') isEscaped = true;
        else if (character === '"') inString = false;
        continue;
      }
      if (isBlank) continue;
      if (ended) {
        if (batch.length > 0) yield batch;
        const { line } = place;
        throw sourceError('broken_json', `Something follows the end of the JSON array, on line ${line}.`, { line });
      }
      if (depth === 1 && (character === ',' || character === ']')) {
        elements.add(piece.slice(start, at));
        start = at + 1;
        const record = elements.finish();
        if (record) batch.push(record);
        ended = character === ']';
        if (ended) depth = 0;
      } else {
        if (depth === 1) elements.begin(place.line, place.indent);
        if (character === '"') inString = true;
        else if (character === ']' || character === '}') depth -= 1;
        else if (character === '[' || character === '{') {
          depth += 1;
          if (depth === 1) start = at + 1;
        }
      }
      if (batch.length === longestBatch) {
        yield batch;
        batch = [];
      }
    }
    if (depth > 0) elements.add(piece.slice(start));
    if (batch.length > 0) yield batch;
    batch = [];
  }
  if (isLost) yield [elements.finishLost()];
  if (ended || (isLost && last === ']')) return;
  const count = elements.count();
  throw sourceError(
    'broken_json',
    `The JSON array breaks off after ${count} ${count === 1 ? 'element' : 'elements'}: its "]" is missing.`,
    { line: place.line },
  );
}

/** Whether the first character of a line ends an element whose string is not closed: the next object does, and the end of the array. */
function endsLost(character: string, indent: string, elementIndent: string): boolean {
  return character === '{' ? indent === elementIndent : character === ']' && indent.length <= elementIndent.length;
}

/** The line that a text has come to, and the blanks at its beginning. */
function followLines(mark: string) {
  let isIndented = false;
  const place = { line: 1, indent: '', pass };
  return place;

  /** Whether it is the first character on its line that is no blank. */
  function pass(character: string, isBlank: boolean): boolean {
    if (character === mark) {
      place.line += 1;
      place.indent = '';
      isIndented = false;
      return false;
    }
    if (isBlank) {
      if (!isIndented) place.indent += character;
      return false;
    }
    const isFirst = !isIndented;
    isIndented = true;
    return isFirst;
  }
}
