import type { Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type OpenedConsole, openConsole } from './open-console.ts';

/** One signed-in page for all tests of a file, and short names for what they look for on it. */
export function useOnePage() {
  let console: OpenedConsole;
  let page: Page;
  beforeAll(async () => {
    console = await openConsole();
    ({ page } = await console.visit('/stores'));
    // Nothing fades in: colours are measured as they stay.
    await page.emulateMedia({ reducedMotion: 'reduce' });
  });
  afterAll(() => console.close());
  return {
    on: {
      get console(): OpenedConsole {
        return console;
      },
      get page(): Page {
        return page;
      },
    },
    visit: (path: string) => page.goto(`${console.origin}${path}`),
    heading: (name: string | RegExp, level = 1) => page.getByRole('heading', { level, name }).waitFor(),
    /** @param name A text is the whole name. */
    button: (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }),
    dialog: () => page.getByRole('dialog'),
    /** What the sandbox itself has under a path. */
    ask: <Answer>(path: string) => console.askSandbox<Answer>(path),
  };
}
