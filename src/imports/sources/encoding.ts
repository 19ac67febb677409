import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { Encoding } from './source.ts';

/**
 * Makes text of pieces of bytes; the last call has no bytes. What cannot be decoded becomes a lone surrogate, so that `isWellFormed` tells
 * which record holds it.
 */
export type Decoder = (bytes?: Buffer) => string;

/** Any one sequence of UTF-8 of two bytes or more, in a string with a character for each byte. */
const sequence =
  '[\\xc2-\\xdf][\\x80-\\xbf]|\\xe0[\\xa0-\\xbf][\\x80-\\xbf]|[\\xe1-\\xec\\xee\\xef][\\x80-\\xbf]{2}|\\xed[\\x80-\\x9f][\\x80-\\xbf]|' +
  '\\xf0[\\x90-\\xbf][\\x80-\\xbf]{2}|[\\xf1-\\xf3][\\x80-\\xbf]{3}|\\xf4[\\x80-\\x8f][\\x80-\\xbf]{2}';
const sequenceOrByte = new RegExp(`(${sequence})|[\\x80-\\xff]`, 'g');
const none: Buffer = Buffer.alloc(0);

export function createDecoder(encoding: Encoding): Decoder {
  if (encoding === 'windows-1252') return (bytes = none) => decodeWindows1252(bytes);
  const whole = encoding === 'utf-8' ? wholeSequences : (bytes: Buffer) => bytes.length - (bytes.length % 2);
  const decode = { 'utf-8': decodeUtf8, 'utf-16le': decodeUtf16le, 'utf-16be': decodeUtf16be }[encoding];
  let rest = none;
  return (bytes) => {
    if (!bytes) return decode(rest);
    const all = rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes;
    const end = whole(all);
    rest = all.subarray(end);
    return decode(all.subarray(0, end));
  };
}

/** The bytes of a text in a file's encoding, without a byte order mark. What Windows-1252 lacks becomes a question mark. */
export function encodeText(text: string, encoding: Encoding): Buffer {
  const bytes = iconv.encode(text, encoding);
  if (encoding !== 'windows-1252' || !/[\x81\x8d\x8f\x90\x9d]/.test(text)) return bytes;
  for (let at = 0; at < text.length; at += 1) if (isUnassigned(text.charCodeAt(at))) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** Whether a text comes back as it was from a file in this encoding. */
export function fitsEncoding(text: string, encoding: Encoding): boolean {
  return encoding !== 'windows-1252' || decodeWindows1252(encodeText(text, encoding)) === text;
}

/** Text with bytes that are not UTF-8, as a person can read it: they are taken for Windows-1252. */
export function showBadBytes(text: string): string {
  return text
    .replace(/[\udc80-\udcff]/gu, (lone) => decodeWindows1252(Buffer.from([lone.charCodeAt(0) - 0xdc00])))
    .toWellFormed();
}

/** Characters of more than a byte, and bytes that belong to none, were the bytes UTF-8. */
export function countUtf8(bytes: Buffer): { sequences: number; strays: number } {
  let sequences = 0;
  let strays = 0;
  for (const [, found] of bytes.toString('latin1').matchAll(sequenceOrByte)) {
    if (found) sequences += 1;
    else strays += 1;
  }
  return { sequences, strays };
}

/** Length of the bytes without a sequence that is cut off at their end. */
export function wholeSequences(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

function decodeUtf8(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString();
  return bytes
    .toString('latin1')
    .replace(sequenceOrByte, (byte, found?: string) =>
      found ? Buffer.from(found, 'latin1').toString() : String.fromCharCode(0xdc00 + byte.charCodeAt(0)),
    );
}

function decodeUtf16le(bytes: Buffer): string {
  return bytes.toString('utf16le') + (bytes.length % 2 === 1 ? '\udc00' : '');
}

function decodeUtf16be(bytes: Buffer): string {
  const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  return even.swap16().toString('utf16le') + (bytes.length % 2 === 1 ? '\udc00' : '');
}

/** iconv-lite drops the five bytes that Windows-1252 leaves unassigned; here, as in browsers, they are control characters. */
function decodeWindows1252(bytes: Buffer): string {
  const text = iconv.decode(bytes, 'windows-1252');
  if (!text.includes('\ufffd')) return text;
  return text.replace(/\ufffd/g, (_, at: number) => String.fromCharCode(bytes[at]!));
}

function isUnassigned(code: number): boolean {
  return code === 0x81 || code === 0x8d || code === 0x8f || code === 0x90 || code === 0x9d;
}
