import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { violations } from './accessibility.ts';

const looks = [
  { colorScheme: 'dark', width: 375 },
  { colorScheme: 'light', width: 1280 },
] as const;

/** The page as it stands has no fault that axe finds, dark on a phone and light on a desk, and nothing reaches over its edge. @param what The state that is looked at */
export async function expectReadable(page: Page, what: string): Promise<void> {
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 800 });
    // Two frames later the page has the other colours.
    await page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))',
    );
    const found = { what, colorScheme, width, violations: await violations(page), wide: await overflow(page) };
    expect(found).toEqual({ what, colorScheme, width, violations: [], wide: 0 });
  }
  // As at 200 % zoom.
  await page.setViewportSize({ width: 640, height: 400 });
  expect({ what, wide: await overflow(page) }).toEqual({ what, wide: 0 });
  await page.setViewportSize({ width: 1280, height: 800 });
}

const overflow = (page: Page): Promise<unknown> => page.evaluate('document.documentElement.scrollWidth - innerWidth');
