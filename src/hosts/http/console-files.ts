import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** The console as it was built: one page that is every page of it, and files that never change under their name. */
export type ConsoleFiles = ReturnType<typeof createConsoleFiles>;

export type ConsoleFile = { content: Buffer<ArrayBuffer>; contentType: string; isImmutable: boolean };

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};
const noncePlace = 'content="NONCE"';

/** @param folder What the build wrote; read when it is asked for, so that a new build shows at the next reload. */
export function createConsoleFiles(folder: string) {
  return {
    /** The page, with a policy that knows its own scripts and styles only; undefined where the console was not built. */
    page(): { html: string; policy: string } | undefined {
      const html = readText(join(folder, 'index.html'));
      if (html === undefined) return undefined;
      const nonce = randomBytes(16).toString('base64');
      return { html: html.replace(noncePlace, `content="${nonce}"`), policy: consolePolicy(nonce) };
    },

    /** A file of the console by its path in the URL, undefined where there is none. */
    async file(path: string): Promise<ConsoleFile | undefined> {
      const contentType = contentTypes[extname(path)];
      if (!contentType || !/^\/(assets\/)?[\w.-]+$/.test(path) || path.includes('..')) return undefined;
      const content = await readFile(join(folder, path)).catch(() => undefined);
      return content && { content, contentType, isImmutable: path.startsWith('/assets/') };
    },
  };
}

/** Scripts from here only; styles from here, and those that the page's own scripts make under this nonce. */
function consolePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
