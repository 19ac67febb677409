import { isUtf8 } from 'node:buffer';
import { countUtf8, wholeSequences } from './encoding.ts';
import type { Encoding } from './source.ts';

export type FoundEncoding = { encoding: Encoding; bomLength: number };

export type FindEncodingOptions = {
  /** The head is all there is. */
  complete: boolean;
  /** Reads a file from its beginning. */
  again?: (() => AsyncIterable<Buffer>) | undefined;
};

/** So many characters of two bytes and more decide; the rest of a large file need not be counted. */
const enoughEvidence = 100_000;
/** More than stray NUL bytes come to; text in UTF-16 that is mostly Latin comes near 1. */
const wideShare = 0.4;

/**
 * The encoding of a text, from its byte order mark, the places of its NUL bytes, and whether all of it is UTF-8. A file is looked through
 * to its end, since the first accent may come late; of a stream, the head must do. Text with more characters of UTF-8 than stray bytes is UTF-8
 * with some bad records; else it is Windows-1252.
 */
export async function findEncoding(head: Buffer, { complete, again }: FindEncodingOptions): Promise<FoundEncoding> {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bomLength: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bomLength: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bomLength: 2 };
  const wide = findUtf16(head.subarray(0, 4096));
  if (wide) return { encoding: wide, bomLength: 0 };
  const text = (!complete && again) || (() => [complete ? head : head.subarray(0, wholeSequences(head))]);
  if (await isAllUtf8(text())) return { encoding: 'utf-8', bomLength: 0 };
  let sequences = 0;
  let strays = 0;
  for await (const bytes of text()) {
    // A sequence cut between two pieces counts as strays: few against the rest.
    const counted = countUtf8(bytes);
    sequences += counted.sequences;
    strays += counted.strays;
    if (sequences + strays > enoughEvidence) break;
  }
  return { encoding: sequences > strays ? 'utf-8' : 'windows-1252', bomLength: 0 };
}

/** UTF-16 without a mark: Latin letters, digits, delimiters and line breaks have a NUL in one half, always the same. */
function findUtf16(head: Buffer): Encoding | undefined {
  const zeros: [number, number] = [0, 0];
  for (let at = 0; at < head.length; at += 1) if (head[at] === 0) zeros[at % 2]! += 1;
  const [even, odd] = zeros;
  const pairs = head.length / 2;
  if (odd > pairs * wideShare && odd > even * 4) return 'utf-16le';
  if (even > pairs * wideShare && even > odd * 4) return 'utf-16be';
  return undefined;
}

async function isAllUtf8(pieces: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<boolean> {
  let rest = Buffer.alloc(0);
  for await (const piece of pieces) {
    const all = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    const end = wholeSequences(all);
    if (!isUtf8(all.subarray(0, end))) return false;
    rest = all.subarray(end) as Buffer<ArrayBuffer>;
  }
  return rest.length === 0;
}
