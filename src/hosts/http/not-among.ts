import { nearestName, RollcallError } from '../../nodes/index.ts';

export type NotAmongOptions = {
  /** How the message begins: `There is no node`. */
  said: string;
  /** What the known names are called: `Nodes`. */
  title: string;
};

/** Refuses a name in an address, and says which there are. */
export function notAmong(known: readonly string[], name: string, { said, title }: NotAmongOptions): RollcallError {
  const near = nearestName(name, known);
  return new RollcallError(
    'not_found',
    `${said} "${name}"${near ? `; did you mean ${near}?` : '.'} ${title}: ${known.join(', ')}.`,
  );
}
