import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { openItems } from './open-items.ts';

const folder = mkdtempSync(join(tmpdir(), 'rollcall-items-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const columns = ['email', 'first_name', 'notes'];

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Reads through stdin, in pieces of the given size, so that every boundary is met. */
async function read(content: string | Buffer, pieceSize = 7) {
  const bytes = Buffer.from(content);
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += pieceSize) pieces.push(bytes.subarray(at, at + pieceSize));
  const opened = await openItems('-', {
    columns,
    stdin: Readable.from(pieces, { objectMode: false }),
    signal: new AbortController().signal,
  });
  return collect(opened.items);
}

const ana = { email: 'ana@example.com', first_name: 'Añá "x", [y] {z}\n' };
const luis = { email: 'luis@example.com', first_name: 'Luis' };

describe('items in a file', () => {
  test('are read from NDJSON, with or without a last line break, a byte order mark and Windows line ends', async () => {
    for (const size of [1, 3, 1000]) {
      const text = `${JSON.stringify(ana)}\r\n\r\n${JSON.stringify(luis)}`;
      expect(await read(`\uFEFF${text}`, size)).toEqual([{ params: ana }, { params: luis }]);
      expect(await read(`${text}\n`, size)).toEqual([{ params: ana }, { params: luis }]);
    }
  });

  test('are read from a JSON array, however it is laid out', async () => {
    for (const size of [1, 3, 1000]) {
      expect(await read(JSON.stringify([ana, luis]), size)).toEqual([{ params: ana }, { params: luis }]);
      expect(await read(`\n ${JSON.stringify([ana, luis], null, 4)} \n`, size)).toEqual([
        { params: ana },
        { params: luis },
      ]);
    }
    expect(await read('[]')).toEqual([]);
  });

  test('are read from CSV, whatever separates its cells; blank cells are not given', async () => {
    for (const mark of [',', ';', '\t', '|']) {
      const csv = `email${mark}First-Name${mark}notes\r\nana@example.com${mark}"A${mark} ""B""\nC"${mark}\r\n`;
      expect(await read(csv.replace('First-Name', 'first-name'), 1)).toEqual([
        { params: { email: 'ana@example.com', first_name: `A${mark} "B"\nC` } },
      ]);
    }
  });

  test('are none in an empty file', async () => {
    expect(await read(' \n\n')).toEqual([]);
  });
});

describe('what cannot be read', () => {
  test('is the failure of its own line, and the lines after it go on', async () => {
    expect(await read(`{"email":\n${JSON.stringify(luis)}\n[1]\n`)).toEqual([
      { broken: 'Line 1 is not JSON. Write one JSON object a line, or a JSON array.' },
      { params: luis },
      { broken: 'Line 3 is not a JSON object.' },
    ]);
    expect(await read('email,notes\na@example.com,x\nb@example.com\nc@example.com,y\n')).toEqual([
      { params: { email: 'a@example.com', notes: 'x' } },
      { broken: 'The row that ends on line 3 has 1 cells, the header 2.' },
      { params: { email: 'c@example.com', notes: 'y' } },
    ]);
  });

  test('stops the file where the rest of it makes no sense', async () => {
    await expect(read(`[${JSON.stringify(luis)}, `)).rejects.toThrow('The JSON array breaks off after 1 elements');
    await expect(read('[{"a":}]')).rejects.toThrow('Element 1 of the JSON array is not JSON.');
    await expect(read('[] x')).rejects.toThrow('Something follows the end of the JSON array.');
    await expect(read('"email\na@example.com\n')).rejects.toThrow(/The CSV is broken/);
    await expect(read('%PDF-1.4')).rejects.toThrow('neither NDJSON, nor a JSON array, nor CSV');
  });

  test('is a column that is no parameter: the nearest name is offered', async () => {
    await expect(read('emial\na@example.com')).rejects.toThrow('"emial", which is no parameter; did you mean "email"?');
    await expect(read('email,email\na,b')).rejects.toThrow('two columns "email"');
  });

  test('is text in another encoding than UTF-8: no name is garbled silently', async () => {
    await expect(read(Buffer.from('email,first_name\na@example.com,Jos\xe9\n', 'latin1'))).rejects.toThrow('not UTF-8');
  });

  test('is a file that is not there, or a folder', async () => {
    const options = { columns, stdin: Readable.from([]), signal: new AbortController().signal };
    await expect(openItems(join(folder, 'none.csv'), options)).rejects.toThrow('There is no file');
    await expect(openItems(folder, options)).rejects.toThrow('is a folder');
  });
});

test('a file is read a piece at a time: the first item comes long before the last is read', async () => {
  const path = join(folder, 'many.ndjson');
  writeFileSync(path, `${JSON.stringify({ ...luis, notes: 'x'.repeat(1000) })}\n`.repeat(5_000));
  const signal = new AbortController().signal;
  const { items, bytes, bytesRead } = await openItems(path, { columns, stdin: Readable.from([]), signal });
  let count = 0;
  for await (const item of items) {
    expect(item).toHaveProperty('params');
    count += 1;
    if (count === 1) expect(bytesRead()).toBeLessThan(bytes! / 5);
  }
  expect(count).toBe(5_000);
  expect(bytesRead()).toBe(bytes);
});

test('an interrupt ends the reading of a stdin that says nothing', async () => {
  const control = new AbortController();
  const silent = new Readable({ read: () => undefined });
  const { items } = await openItems('-', { columns, stdin: silent, signal: control.signal });
  setTimeout(() => control.abort(), 20);
  expect(await collect(items)).toEqual([]);
});
