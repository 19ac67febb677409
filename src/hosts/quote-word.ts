/** How a shell sees a word; quoting that bash, zsh and PowerShell read alike. */

/** PowerShell takes the curly quotes of printed text for quotes as well. */
const single = /['\u2018\u2019\u201a\u201b]/;
const notInDouble = /["\u201c\u201d\u201e$`\\!]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal acts on these instead of taking them
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/**
 * Text as one word of a command line; undefined where no quoting says it alike in every shell: it has single quotes beside something
 * that double quotes do not protect, or characters that a terminal does not take.
 */
export function quoteWord(text: string): string | undefined {
  if (/^\w[\w.@:/+-]*$/.test(text)) return text;
  if (unprintable.test(text) || !text.isWellFormed()) return undefined;
  if (!single.test(text)) return `'${text}'`;
  return notInDouble.test(text) ? undefined : `"${text}"`;
}

/** JSON as one word: what quotes would not protect is written as JSON's own escapes, so that there is a word for every value. */
export function quoteJson(value: unknown): string {
  const json = JSON.stringify(value).replace(
    /['\u2018\u2019\u201a\u201b\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `'${json}'`;
}
