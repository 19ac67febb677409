import pino, { type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from '../settings.ts';

export type { Logger };

const secrets = [
  'access_token',
  'accessToken',
  'authorization',
  'cookie',
  'x-auth-token',
  'new_password',
  'api_key',
  'link',
];

/** JSON lines on stderr. Requests are logged without query, body and headers; known names are blanked out all the same. */
export function createLog(level: LogLevel, destination: DestinationStream = pino.destination(2)): Logger {
  const paths = secrets.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths, censor: '[secret]' } },
    destination,
  );
}
