import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServedImports, serveImports } from '../fixtures/serve-imports.ts';
import type { ReportKind } from './index.ts';

let served: ServedImports;
beforeAll(async () => {
  served = await serveImports();
});
afterAll(() => served.close());

async function ready(content: Buffer | string): Promise<string> {
  const { id } = await served.imports.upload({
    ...{ file: 'people.csv', credentialsId: 'main', maxBytes: 1e6 },
    content: Readable.from([Buffer.from(content)]),
  });
  while ((await served.imports.get(id)).state !== 'ready') await sleep(25);
  return id;
}

async function report(id: string, kind: ReportKind): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of (await served.imports.readReport(id, kind)).content) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** From Magento, where rows without an email add an address to the customer above. */
const header =
  'email;firstname;lastname;_address_street;_address_city;_address_postcode;_address_country_id;_website;_store';
const file = [
  header,
  'anna@x.example;Anna;Groß;Weg 1;Köln;50667;DE;;',
  'bernd-at-x;"Bernd ""B""";Müller;;;;;;',
  ';;;Weg 2;Bonn;53111;DE;;',
  'cleo@x.example;Cleo;Öz;Weg 3;;;DE;;',
  ' kaputt ;Dora;Ärger;;;;;;',
  'ANNA@x.example;Anna;Groß;Weg 9;;;DE;;',
  'emil@x.example;Emil',
  '',
].join('\r\n');

describe('before an import runs, its report', () => {
  test('holds the rows that are left out as they stand in the file, and is byte for byte what it is after the run', async () => {
    const id = await ready(iconv.encode(file, 'windows-1252'));
    await served.imports.fix(id, [{ line: 6, column: 'email', value: 'dora@' }]);
    await served.imports.check(id);
    const { check } = await served.imports.get(id);
    const before = { rejects: await report(id, 'rejects'), warnings: await report(id, 'warnings') };
    const text = iconv.decode(before.rejects, 'windows-1252');
    const lines = text.split('\r\n');
    expect(lines[0]).toBe(`${header};error_code;error_column;error;what_to_do`);
    expect(lines[1]).toMatch(/^bernd-at-x;"Bernd ""B""";Müller;;;;;;;invalid_params;email;[^;]*bernd-at-x/);
    expect(lines[2]).toMatch(/^;;;Weg 2;Bonn;53111;DE;;;invalid_params;email;"Part of the customer on line 3: /);
    expect(lines[3]).toMatch(/^dora@;Dora;Ärger;;;;;;;invalid_params;email;/);
    expect(lines[4]).toMatch(/^emil@x\.example;Emil;wrong_field_count;/);
    expect(lines.slice(5)).toEqual(['']);
    expect(check?.would.rejected).toBe(4);
    // The row that repeats an email is skipped: it gets in with nothing and without nothing.
    expect(iconv.decode(before.warnings, 'windows-1252').split('\r\n').slice(1)).toEqual([
      expect.stringMatching(/^cleo@x\.example;Cleo;Öz;Weg 3;;;DE;;;address_incomplete;/),
      '',
    ]);

    await served.imports.start(id);
    expect(await report(id, 'rejects')).toEqual(before.rejects);
    const worker = await served.imports.work();
    await served.rest(id);
    await worker.stop();
    expect((await report(id, 'rejects')).equals(before.rejects)).toBe(true);
    expect((await report(id, 'warnings')).equals(before.warnings)).toBe(true);
  });

  test('has every row as pending in its results, and names are on top of rejects without a row', async () => {
    const id = await ready('email,first_name,last_name\na@y.example,A,B\nb@y.example,A,B\n');
    expect((await report(id, 'results')).toString().split('\n').slice(1)).toEqual([
      expect.stringContaining('a@y.example,pending'),
      expect.stringContaining('b@y.example,pending'),
      '',
    ]);
    expect((await report(id, 'rejects')).toString()).toMatch(/^email,first_name,last_name,error_code,[^\n]+\n$/);
  });
});
