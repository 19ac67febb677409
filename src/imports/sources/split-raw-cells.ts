/**
 * The pieces of one CSV record between its delimiters, quotes kept: joined by the delimiter they are the record, byte for byte, so that
 * cells can be blanked in it. Of a record with a fault the pieces are a guess; they join to it all the same.
 */
export function splitRawCells(raw: string, delimiter: string): string[] {
  const cells: string[] = [];
  let start = 0;
  for (;;) {
    const end = raw.indexOf(delimiter, raw[start] === '"' ? afterQuotes(raw, start) : start);
    if (end === -1) return [...cells, raw.slice(start)];
    cells.push(raw.slice(start, end));
    start = end + 1;
  }
}

/** Position after the closing quote; after the opening one where none closes it. */
function afterQuotes(raw: string, open: number): number {
  let at = raw.indexOf('"', open + 1);
  while (at !== -1 && raw[at + 1] === '"') at = raw.indexOf('"', at + 2);
  return at === -1 ? open + 1 : at + 1;
}
