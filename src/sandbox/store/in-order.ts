/** Sorts rows in place, `desc` or else rising; equals by id. */
export function inOrder<R extends { readonly id: number }>(
  rows: R[],
  value: (row: R) => number | string,
  direction: string | undefined,
): R[] {
  const sign = direction === 'desc' ? -1 : 1;
  return rows.sort((a, b) => {
    const x = value(a);
    const y = value(b);
    return x === y ? a.id - b.id : x < y ? -sign : sign;
  });
}
