/** `date_created` -> `Date created` */
export function inWords(name: string): string {
  const words = name.replaceAll('_', ' ').replace(/\bid(s?)$/, 'ID$1');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
