import { describe, expect, test } from 'vitest';
import { linesOf, readSource } from './fixtures/read-source.ts';

describe('a cell that was written so that Excel keeps its zeros', () => {
  test('is read as its text, in quotes or not, wherever it stands', async () => {
    const rows = ['="00123",x,="7"', 'a,"=""0045""", ="" ', `="00123",="a b",="'7"`];
    const { info, records } = await readSource(`="id",name,zip\r\n${rows.join('\r\n')}\r\n`, { pieceSize: 7 });
    expect(info.header).toEqual(['id', 'name', 'zip']);
    expect(linesOf(records)).toEqual(['2: 00123 / x / 7', '3: a / 0045 / ', "4: 00123 / a b / '7"]);
    expect(records.map(({ raw }) => raw)).toEqual(rows);
  });

  test('loosens no check of quotes in any other cell', async () => {
    const rows = ['="1"2",b', '="1",b"c', '="1,2",b', 'a"="1",b', '="a"&"b",c', '="1"x,b', '="1", "b"', '="1","b"c'];
    const { records } = await readSource(`id,name\n${rows.join('\n')}\n="1","b"\n`);
    expect(linesOf(records)).toEqual([...rows.map((_, at) => `${at + 2}: stray_quote`), '10: 1 / b']);
  });
});
