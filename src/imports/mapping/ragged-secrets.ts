export type RaggedOptions = {
  /** Positions of columns with secrets. */
  secrets: readonly number[];
  /** Cells that a record has where nothing is wrong. */
  width: number;
  /** Position of the column with emails. */
  email: number | undefined;
};

/**
 * Where each secret of a record may stand that has too many or too few cells: as many cells beside its place as these are, since nobody knows
 * where they came in or went. The one email of a record may tell: where what is behind a secret stands in its own place nothing before it has
 * moved, and where what is before it has moved by all of them, so has the secret.
 */
export function possiblePlaces(texts: readonly string[], { secrets, width, email }: RaggedOptions): number[][] {
  const surplus = texts.length - width;
  const emails = texts.flatMap((text, at) => (/^"?\s*[^\s@"]+@[^\s@"]+\.[^\s@"]+\s*"?$/.test(text) ? [at] : []));
  const found = emails.length === 1 ? emails[0] : undefined;
  return secrets.map((place) => {
    const moved = place + surplus;
    if (email !== undefined && email > place && found === email) return within(place, place);
    if (email !== undefined && email < place && surplus !== 0 && found === email + surplus) return within(moved, moved);
    return within(Math.min(place, moved), Math.max(place, moved));
  });

  function within(first: number, last: number): number[] {
    const places: number[] = [];
    for (let at = Math.max(0, first); at <= Math.min(texts.length - 1, last); at += 1) places.push(at);
    return places;
  }
}
