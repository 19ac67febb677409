export type PeekedText = {
  text: string;
  /** Nothing follows it. */
  last: boolean;
  /** The whole text from a position within the part that was looked at. */
  from(position: number): AsyncGenerator<string>;
};

/** Reads until there is enough, or to the end. */
export async function peekText(
  pieces: AsyncGenerator<string>,
  isEnough: (text: string) => boolean,
): Promise<PeekedText> {
  let text = '';
  let last = false;
  while (!last && !isEnough(text)) {
    const { value, done } = await pieces.next();
    if (done) last = true;
    else text += value;
  }
  async function* from(position: number): AsyncGenerator<string> {
    try {
      if (position < text.length) yield text.slice(position);
      text = '';
      yield* pieces;
    } finally {
      await pieces.return(undefined);
    }
  }
  return { text, last, from };
}
