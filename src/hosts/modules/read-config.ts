import { isBlank, nearestName } from '../../nodes/index.ts';
import { invalidParam } from '../invalid-param.ts';
import { isObject } from '../is-object.ts';

/** The names in a config that are no parameters of the node. */
const platformNames = ['nextModule', 'on_error', 'credentials_id'];

export type ReadConfig = {
  credentialsId: string | undefined;
  /** What is left: the node reads and checks it. */
  params: Record<string, unknown>;
};

/** Parts the parameters of a node from what belongs to the platform. @throws {RollcallError} invalid_params */
export function readConfig(config: unknown, paramNames: string[]): ReadConfig {
  if (!isObject(config)) throw invalidParam('config', 'The config must be one object with the parameters of the node.');
  const { nextModule: _, on_error: onError, credentials_id: credentialsId, ...params } = config;
  if (!isBlank(onError) && onError !== 'return' && onError !== 'throw')
    throw invalidParam('on_error', 'on_error must be "return" or "throw".');
  for (const name of Object.keys(params)) checkName(name, paramNames);
  return { credentialsId: readId(credentialsId), params };
}

/** The node refuses every name that it does not know, but it knows nothing of the platform's. */
function checkName(name: string, paramNames: string[]): void {
  if (paramNames.includes(name)) return;
  const near = nearestName(name, [...paramNames, ...platformNames]);
  if (near === undefined || !platformNames.includes(near)) return;
  throw invalidParam(name, `unknown parameter "${name}": did you mean "${near}"?`);
}

function readId(value: unknown): string | undefined {
  if (isBlank(value)) return undefined;
  if (typeof value === 'string' || typeof value === 'number') return String(value).trim();
  throw invalidParam('credentials_id', 'credentials_id must be the id or the label of credentials, as text.');
}
