/** Text as one word of a POSIX shell, in quotes unless it is plain; a pair such as `E-mail=email` always has them. */
export function shellWord(text: string): string {
  return /^[\w.@:,+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
