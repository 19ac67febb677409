import { showBadBytes } from './encoding.ts';
import { faults } from './faults.ts';
import { readObject } from './read-object.ts';
import type { SourceRecord } from './source.ts';

/** Gathers the text of a JSON array's elements, one after the other, and reads each. */
export function gatherElements(maxRecordBytes: number) {
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
