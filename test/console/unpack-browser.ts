import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');
const script = "import('@sparticuz/chromium').then(({ default: browser }) => browser.executablePath())";

/**
 * The program of the browser, unpacked once for all tests. Its package writes it where others look for it: here that is a folder of its own,
 * which gets its name when it is whole, so that nobody starts what another process still writes, or what a kill has cut off.
 */
export async function unpackBrowser(): Promise<string> {
  const about = readFileSync(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8');
  const place = join(tmpdir(), `rollcall-browser-${JSON.parse(about).version}`);
  if (!existsSync(place)) {
    const making = mkdtempSync(`${place}-`);
    const env = { ...process.env, TMPDIR: making, TEMP: making, TMP: making };
    await promisify(execFile)(process.execPath, ['-e', script], { cwd: root, env });
    try {
      renameSync(making, place);
    } catch (error) {
      rmSync(making, { recursive: true });
      // Another process may have been quicker.
      if (!existsSync(place)) throw error;
    }
  }
  return join(place, 'chromium');
}
