import type { Credential, NewCredential } from '../../credentials/index.ts';
import { isBlank, isRollcallError, RollcallError } from '../../nodes/index.ts';
import { invalidParam } from '../invalid-param.ts';
import type { ModuleContext } from './module.ts';

/**
 * Asks the platform for credentials, and checks what it gives.
 * @throws {RollcallError} credentials_not_found, or invalid_params where they cannot be used; neither shows the token
 */
export async function askCredentials(
  context: ModuleContext,
  credentialsId: string | undefined,
  read: (input: NewCredential) => Credential,
): Promise<Credential> {
  const which = credentialsId === undefined ? 'The credentials' : `The credentials "${credentialsId}"`;
  const given = await ask(context, credentialsId, which);
  if (typeof given !== 'object' || given === null) {
    const choose = credentialsId === undefined ? 'Name them with credentials_id.' : 'Check credentials_id.';
    throw notFound(`${which} were not found: context.getCredentials gave none. ${choose}`);
  }
  const { store_hash, access_token, api_url } = given;
  try {
    return read({ storeHash: store_hash, accessToken: access_token, ...readApiUrl(api_url) });
  } catch (error) {
    if (!isRollcallError(error)) throw error;
    throw new RollcallError('invalid_params', `${which} cannot be used: ${error.message}`, {
      param: 'credentials_id',
      cause: error,
    });
  }
}

/** What is no text must not be taken for "not given": the token would go to another store. */
function readApiUrl(given: unknown): { apiUrl?: string } {
  if (isBlank(given)) return {};
  if (typeof given !== 'string') throw new RollcallError('invalid_params', 'api_url must be text.');
  return { apiUrl: given };
}

async function ask(context: ModuleContext, credentialsId: string | undefined, which: string) {
  if (typeof context?.getCredentials !== 'function')
    throw invalidParam('context', 'context.getCredentials is missing: a module asks it for the store.');
  try {
    return await context.getCredentials(credentialsId);
  } catch (error) {
    if (isRollcallError(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw notFound(`${which} could not be asked for: ${reason.replace(/[^.?!]$/, '$&.')}`, error);
  }
}

function notFound(message: string, cause?: unknown): RollcallError {
  return new RollcallError('credentials_not_found', message, { param: 'credentials_id', cause });
}
