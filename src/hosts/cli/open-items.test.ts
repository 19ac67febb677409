import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openItems } from './open-items.ts';

const columns = ['email', 'first_name', 'notes'];

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function read(text: string) {
  const options = { columns, stdin: Readable.from([Buffer.from(text)]), signal: new AbortController().signal };
  return collect((await openItems('-', options)).items);
}

test('the header of a CSV names parameters, and blank cells are not given', async () => {
  expect(await read('email;first-name;notes;\r\nana@example.com;"A; ""B""\nC";;\r\n')).toEqual([
    { params: { email: 'ana@example.com', first_name: 'A; "B"\nC' } },
  ]);
});

test('the header may be written as people write it', async () => {
  expect(await read('Email, First Name ,NOTES\nana@example.com,Ana,x\n')).toEqual([
    { params: { email: 'ana@example.com', first_name: 'Ana', notes: 'x' } },
  ]);
  await expect(read('First Name,first_name\na,b')).rejects.toThrow('two columns "first_name"');
});

test('a column that is no parameter stops the file: the nearest name is offered', async () => {
  await expect(read('emial\na@example.com')).rejects.toThrow('"emial", which is no parameter; did you mean "email"?');
  await expect(read('email,email\na,b')).rejects.toThrow('two columns "email"');
  await expect(read('first-name,first_name\na,b')).rejects.toThrow('two columns "first_name"');
});

test('a value under no heading fails its item alone', async () => {
  expect(await read(',email\n,a@example.com\n1,b@example.com\n')).toEqual([
    { params: { email: 'a@example.com' } },
    { broken: 'Line 3 has a value in a column without a heading. Put a parameter above it, or remove it.' },
  ]);
});

test('objects of NDJSON and of a JSON array are items as they are', async () => {
  const items = [{ email: 'a@example.com', any: [1] }, { b: null }];
  const expected = items.map((params) => ({ params }));
  expect(await read(JSON.stringify(items))).toEqual(expected);
  expect(await read(items.map((item) => JSON.stringify(item)).join('\n'))).toEqual(expected);
});

test('an item that cannot be read says why and what to do, and the others go on', async () => {
  expect(await read('email,notes\na@example.com\nb@example.com,x\n')).toEqual([
    {
      broken: 'Line 2 has 1 cell, the header 2. Add the missing cells; leave them empty where there is no value.',
    },
    { params: { email: 'b@example.com', notes: 'x' } },
  ]);
});

test('an empty file has no items', async () => {
  expect(await read(' \n\n')).toEqual([]);
});

test('an interrupt ends the reading of a stdin that says nothing, at first or later', async () => {
  const control = new AbortController();
  const silent = () => new Readable({ read: () => undefined });
  const never = openItems('-', { columns, stdin: silent(), signal: control.signal });
  const later = silent();
  later.push('email\na@example.com\n');
  const { items } = await openItems('-', { columns, stdin: later, signal: control.signal });
  const all = collect(items);
  await sleep(20);
  control.abort();
  expect(await collect((await never).items)).toEqual([]);
  expect(await all).toEqual([{ params: { email: 'a@example.com' } }]);
});
