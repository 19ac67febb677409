import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attachmentOf } from './import-downloads.ts';

test.each([
  ['customers.csv', 'filename="customers-rejects.csv"'],
  ['customers.2026.CSV.gz', 'filename="customers.2026-rejects.csv"'],
  ['old shop (1).csv', `filename="old-shop-1-rejects.csv"; filename*=UTF-8''old%20shop%20%281%29-rejects.csv`],
  ['Kundenübersicht.csv', `filename="Kundenubersicht-rejects.csv"; filename*=UTF-8''Kunden%C3%BCbersicht-rejects.csv`],
  ['客户.csv', `filename="import-rejects.csv"; filename*=UTF-8''%E5%AE%A2%E6%88%B7-rejects.csv`],
  ['.csv', 'filename="import-rejects.csv"'],
  ['a"b\r\nx: y.csv', `filename="a-b-x-y-rejects.csv"; filename*=UTF-8''a-b-x-%20y-rejects.csv`],
])('a report on %j is downloaded under a name of its own', (file, name) => {
  expect(attachmentOf(file, 'rejects.csv')).toBe(`attachment; ${name}`);
});

test('no name of a file breaks the header, or leads out of a folder', () => {
  const property = fc.property(fc.string({ unit: 'binary' }), (file) => {
    const header = attachmentOf(file, 'results.csv');
    expect(header).toMatch(
      /^attachment; filename="\w[\w.-]*-results\.csv"(; filename\*=UTF-8''[\w.%~-]+-results\.csv)?$/,
    );
    const decoded = decodeURIComponent(/UTF-8''(.*)$/.exec(header)?.[1] ?? '');
    expect(decoded).not.toMatch(/[/\\\r\n]|^\.\.?$/);
    new Headers({ 'content-disposition': header });
  });
  fc.assert(property, { numRuns: 500 });
});
