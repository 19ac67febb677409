import { type Browser, chromium, type Page } from 'playwright-core';
import { unpackBrowser } from './unpack-browser.ts';

const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--no-pings',
];

/** A real browser from npm, headless, that asks nobody for anything but the pages that it is sent to. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await unpackBrowser(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none', ...quiet],
    headless: true,
    timeout: 120_000,
  });
}

export type OpenPageOptions = {
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
};

export type WatchedPage = {
  page: Page;
  /** What a visitor must never meet: errors in the console, scripts that throw, blocked content, requests to other hosts. */
  faults: string[];
  close(): Promise<void>;
};

/** A page in a fresh browser profile, whose faults are noted. */
export async function openPage(
  browser: Browser,
  origin: string,
  { width = 1280, height = 800, colorScheme = 'light' }: OpenPageOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, acceptDownloads: true });
  // Beyond what anything takes on a busy machine, and within the time of a test: what hangs is told by name.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    // A refusal that the console shows in words is also a line in the browser's own log.
    if (/^Failed to load resource: the server responded with a status of (404|409|422|502)/.test(message.text()))
      return;
    faults.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => faults.push(error.stack ?? error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('blob:') && !url.startsWith('data:'))
      faults.push(`asks another host: ${url}`);
  });
  return { page, faults, close: () => context.close() };
}
