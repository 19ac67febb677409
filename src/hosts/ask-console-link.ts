import { request } from 'node:http';
import { type Settings, SettingsError } from './settings.ts';

/** The address that people open: the public one where there is one. */
export function serverOrigin({ host, origins }: Settings, port: number): string {
  return origins[0] ?? `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`;
}

/**
 * Asks the Rollcall that runs on this machine for a one-time link to its console.
 * @throws {SettingsError} when none answers, or another program does
 */
export async function askConsoleLink(settings: Settings, apiKey: string): Promise<string> {
  const { port, host } = settings;
  // A server on all addresses answers on the loopback one as well.
  const address = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const { status, body } = await post({ host: address, port, path: '/api/console-links', apiKey });
  if (status === 401)
    throw new SettingsError(
      `The Rollcall at ${address}:${port} has another API key, so it has another ROLLCALL_HOME or ROLLCALL_API_KEY.`,
      'Run this command with the same environment as the server.',
    );
  const path = status === 201 ? readPath(body) : undefined;
  if (path === undefined)
    throw new SettingsError(`What answers at ${address}:${port} is not Rollcall.`, 'Set ROLLCALL_PORT to its port.');
  return `${serverOrigin(settings, port)}${path}`;
}

function post(target: { host: string; port: number; path: string; apiKey: string }) {
  const { host, port, path, apiKey } = target;
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const headers = { authorization: `Bearer ${apiKey}`, host: `127.0.0.1:${port}` };
    const sent = request({ host, port, path, method: 'POST', headers, timeout: 5_000 }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    sent.on('timeout', () => sent.destroy(new Error('it did not answer within 5 s')));
    sent.on('error', (error) =>
      reject(
        new SettingsError(
          `No Rollcall answers at ${host}:${port} (${error.message}).`,
          'Start it with npm start or npx rollcall start; where it has another port, set ROLLCALL_PORT.',
          error,
        ),
      ),
    );
    sent.end();
  });
}

function readPath(body: string): string | undefined {
  try {
    const { path } = JSON.parse(body) as { path?: unknown };
    return typeof path === 'string' && path.startsWith('/') ? path : undefined;
  } catch {
    return undefined;
  }
}
