import type { NodeDefinition } from '../../nodes/index.ts';
import { invalidParam } from '../invalid-param.ts';

const noPassword =
  'A password must not pass through a model. Set force_password_reset to true, and the customer chooses one.';

/** Parameters of nodes that agents are not offered, and what they do instead. */
const withheld: Record<string, string> = {
  all: 'Take the pages one by one with limit (250 at most) and page, or narrow the list with filters. For everything at once the user runs rollcall export in a terminal.',
  new_password: noPassword,
  password: noPassword,
};

export function isWithheld(name: string): boolean {
  return Object.hasOwn(withheld, name);
}

/** @throws {RollcallError} invalid_params, with what to do instead */
export function refuseWithheld(params: Record<string, unknown>, path = ''): void {
  for (const name of Object.keys(params))
    if (isWithheld(name))
      throw invalidParam(`${path}${name}`, `${path}${name} is not offered to agents. ${withheld[name]}`);
}

/** The rules of a node that say something to those who cannot give the withheld parameters. */
export function rulesForAgents({ rules }: NodeDefinition): string[] {
  return rules.filter(({ holds }) => !looksAt(holds).some(isWithheld)).map(({ says }) => says);
}

/** The parameters that a rule asks for by name. */
function looksAt(holds: (params: never) => boolean): string[] {
  const names: string[] = [];
  const spy = new Proxy({}, { get: (_, name) => void names.push(String(name)) });
  holds(spy as never);
  return names;
}
