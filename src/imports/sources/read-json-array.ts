import { showBadBytes } from './encoding.ts';
import { faults } from './faults.ts';
import { readObject } from './read-object.ts';
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
  const elements = elementsOf(maxRecordBytes);
  let batch: SourceRecord[] = [];
  let line = 1;
  /** Blanks at the beginning of the line; `isIndented` once something else stands on it. */
  let indent = '';
  let isIndented = false;
  let depth = 0;
  let inString = false;
  let isEscaped = false;
  let isLost = false;
  let ended = false;
  let lastCharacter = '';

  for await (const piece of text) {
    let start = 0;
    for (let at = 0; at < piece.length; at += 1) {
      const character = piece[at]!;
      const isMark = character === mark;
      const isBlank = isMark || character === ' ' || character === '\n' || character === '\r' || character === '\t';
      const isFirst = !isIndented && !isBlank;
      if (!isBlank) {
        isIndented = true;
        lastCharacter = character;
      } else if (!isIndented && !isMark) indent += character;

      if (isLost) {
        if (isFirst && ((character === '{' && indent === elements.indent()) || character === ']')) {
          if (character === '{' || indent.length <= elements.indent().length) {
            elements.add(piece.slice(start, at));
            batch.push(elements.finishLost());
            isLost = false;
            inString = false;
            start = at;
            depth = 1;
          }
        }
        if (isLost) {
          if (isMark) {
            line += 1;
            indent = '';
            isIndented = false;
          }
          continue;
        }
      }

      if (inString) {
        if (isMark) isLost = true;
        else if (isEscaped) isEscaped = false;
        else if (character === '\\') isEscaped = true;
        else if (character === '"') inString = false;
      } else if (!isBlank) {
        if (ended) {
          if (batch.length > 0) yield batch;
          throw sourceError('broken_json', `Something follows the end of the JSON array, on line ${line}.`, { line });
        }
        const isEnd = depth === 1 && (character === ',' || character === ']');
        if (depth === 1 && !isEnd) elements.begin(line, indent);
        if (character === '"') inString = true;
        else if (character === '[' || character === '{') {
          depth += 1;
          if (depth === 1) start = at + 1;
        } else if (isEnd || character === ']' || character === '}') {
          if (character !== ',') depth -= 1;
          if (isEnd) {
            elements.add(piece.slice(start, at));
            start = at + 1;
            const record = elements.finish();
            if (record) batch.push(record);
            ended = depth === 0;
          }
        }
      }
      if (isMark) {
        line += 1;
        indent = '';
        isIndented = false;
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
  if (!ended && !(isLost && lastCharacter === ']')) {
    const count = elements.count();
    throw sourceError(
      'broken_json',
      `The JSON array breaks off after ${count} ${count === 1 ? 'element' : 'elements'}: its "]" is missing.`,
      {
        line,
      },
    );
  }
}

/** Gathers the text of one element after the other. */
function elementsOf(maxRecordBytes: number) {
  let raw = '';
  /** Text over the bound was dropped. */
  let isCut = false;
  let place: { line: number; indent: string } | undefined;
  let count = 0;

  const take = (): { index: number; line: number; raw: string } => {
    const taken = { index: count, line: place!.line, raw: raw.trim() };
    count += 1;
    raw = '';
    isCut = false;
    place = undefined;
    return taken;
  };
  return {
    count: () => count,
    indent: () => place?.indent ?? '',
    begin: (line: number, indent: string) => {
      place ??= { line, indent };
    },
    add: (text: string) => {
      const own = raw === '' ? text.trimStart() : text;
      const room = Math.max(0, maxRecordBytes + 1 - raw.length);
      raw += own.slice(0, room);
      isCut ||= own.length > room && own.slice(room).trim() !== '';
    },
    /** Undefined where nothing stands between two commas. */
    finish: (): SourceRecord | undefined => {
      if (!place) return undefined;
      const isLarge = isCut || (raw.length * 3 > maxRecordBytes && Buffer.byteLength(raw.trim()) > maxRecordBytes);
      const record = take();
      const { line } = record;
      if (isLarge)
        return {
          ...record,
          raw: record.raw.slice(0, Math.floor(maxRecordBytes / 3)),
          fault: faults.tooLarge(line, maxRecordBytes),
        };
      if (!record.raw.isWellFormed())
        return { ...record, raw: showBadBytes(record.raw), fault: faults.badEncoding({ line }) };
      if (record.raw.includes('\0')) return { ...record, fault: faults.nulByte({ line }) };
      return { ...record, ...readObject(record, 'json') };
    },
    finishLost: (): SourceRecord => {
      const record = take();
      const text = record.raw.replace(/,$/, '').slice(0, maxRecordBytes);
      return { ...record, raw: showBadBytes(text), fault: faults.invalidJson(record.line, 'json') };
    },
  };
}
