import { isAbsolute, resolve } from 'node:path';

export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What the environment says, read once. */
export type Settings = {
  /** ROLLCALL_HOME, absolute; undefined: the default of the platform. */
  home?: string;
  /** DATABASE_URL; undefined: the embedded Postgres. */
  databaseUrl?: string;
  /** ROLLCALL_SECRET, the key of the vault; undefined: a key file in the home. */
  secret?: string;
  /** ROLLCALL_SECRET_OLD, to move to a new one. */
  oldSecret?: string;
  /** ROLLCALL_API_KEY; undefined: the file api-key in the home. */
  apiKey?: string;
  /** ROLLCALL_HOST. @default '127.0.0.1' */
  host: string;
  /** ROLLCALL_PORT; 0 takes any free one. @default 4321 */
  port: number;
  /** ROLLCALL_ORIGIN: the URLs under which others reach this server, separated by commas. */
  origins: string[];
  /** ROLLCALL_LOG. @default 'warn' */
  log: LogLevel;
  /** ROLLCALL_DEBUG: stack traces. */
  debug: boolean;
};

/** Prints a key that nobody guesses. */
const makeKey = `node -p "crypto.randomBytes(32).toString('base64url')"`;

/** Something around Rollcall is not as it must be: a variable, a port. Hosts print message and hint without a stack trace. */
export class SettingsError extends Error {
  readonly hint?: string;

  constructor(message: string, hint?: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'SetupError';
    if (hint !== undefined) this.hint = hint;
  }
}

/** @throws {SettingsError} */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = (name: string): string | undefined => env[name]?.trim() || undefined;
  const settings: Settings = {
    host: given('ROLLCALL_HOST') ?? '127.0.0.1',
    port: readPort(given('ROLLCALL_PORT')),
    origins: readOrigins(given('ROLLCALL_ORIGIN')),
    log: readLevel(given('ROLLCALL_LOG')),
    debug: given('ROLLCALL_DEBUG') !== undefined && given('ROLLCALL_DEBUG') !== '0',
  };
  const home = given('ROLLCALL_HOME');
  if (home) settings.home = isAbsolute(home) ? home : resolve(home);
  const databaseUrl = given('DATABASE_URL');
  if (databaseUrl) settings.databaseUrl = databaseUrl;
  // Secrets are taken as they are, blanks included.
  if (env.ROLLCALL_SECRET) settings.secret = env.ROLLCALL_SECRET;
  if (env.ROLLCALL_SECRET_OLD) settings.oldSecret = env.ROLLCALL_SECRET_OLD;
  const apiKey = given('ROLLCALL_API_KEY');
  if (apiKey) settings.apiKey = readKey(apiKey);
  return settings;
}

/**
 * Refuses to serve where the server could not tell its own names from those of an attacker.
 * @throws {SettingsError}
 */
export function checkReach({ host, origins, apiKey }: Settings): void {
  if (/^(127\.\d+\.\d+\.\d+|localhost|::1|\[::1\])$/.test(host)) return;
  if (apiKey !== undefined && apiKey.length < 16)
    throw new SettingsError(
      `ROLLCALL_API_KEY has fewer than 16 characters, and ROLLCALL_HOST is ${host}, which others can reach.`,
      `Make a key that nobody guesses: ${makeKey}`,
    );
  if (origins.length > 0) return;
  throw new SettingsError(
    `ROLLCALL_HOST is ${host}, which others can reach, and ROLLCALL_ORIGIN is not set.`,
    'Without the URL under which it is reached, Rollcall cannot tell its own pages from those of an attacker. Set it, for example: ROLLCALL_ORIGIN=https://rollcall.example.com',
  );
}

/** A secret that is guessed opens every token of a copied database; one that is in use is told of, never refused. */
export function describeWeakSecret({ secret }: Settings): string | undefined {
  if (secret === undefined || secret.length >= 16) return undefined;
  return `Warning: ROLLCALL_SECRET has fewer than 16 characters, so whoever copies the database can guess it. Make a long one, ${makeKey}, and give the present one as ROLLCALL_SECRET_OLD.`;
}

function readPort(text: string | undefined): number {
  if (text === undefined) return 4321;
  if (/^\d+$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new SettingsError(
    `ROLLCALL_PORT is "${text}", which is no port.`,
    'Give a number from 1 to 65535, or 0 for any free port.',
  );
}

function readOrigins(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => {
      const url = URL.parse(one);
      if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.username)
        return url.origin;
      throw new SettingsError(
        `ROLLCALL_ORIGIN holds "${one}", which is no origin.`,
        'Give scheme, host and port without a path, for example https://rollcall.example.com; several are separated by commas.',
      );
    });
}

function readLevel(text: string | undefined): LogLevel {
  const level = text?.toLowerCase() ?? 'warn';
  if ((logLevels as readonly string[]).includes(level)) return level as LogLevel;
  throw new SettingsError(`ROLLCALL_LOG is "${text}".`, `Give one of ${logLevels.join(', ')}.`);
}

function readKey(key: string): string {
  if (/^[\x21-\x7e]+$/.test(key)) return key;
  throw new SettingsError('ROLLCALL_API_KEY holds a blank or a control character.', `Make one: ${makeKey}`);
}
