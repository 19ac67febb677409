const answers = new Map<string, boolean>([
  ...words('y yes true 1 t on x si sí ja j oui o sim s vero wahr subscribed opted_in', true),
  ...words(
    'n no false 0 f off nein non não nao falso falsch not_subscribed unsubscribed pending opted_out never_subscribed',
    false,
  ),
]);

function words(list: string, answer: boolean): [string, boolean][] {
  return list.split(' ').map((word): [string, boolean] => [word, answer]);
}

/** Y/N, yes/no, TRUE/FALSE, 1/0 and their like in other languages; undefined for anything else. */
export function readYesNo(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value === 1 ? true : value === 0 ? false : undefined;
  if (typeof value !== 'string') return undefined;
  return (
    answers.get(value) ??
    answers.get(
      value
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_'),
    )
  );
}
