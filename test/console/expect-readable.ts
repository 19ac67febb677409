import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { violations } from './accessibility.ts';

const looks = [
  { colorScheme: 'dark', width: 375, text: 'light' },
  { colorScheme: 'light', width: 1280, text: 'dark' },
] as const;

/** Axe finds no fault in the page as it stands, dark on a phone and light on a desk, and nothing reaches over its edge. @param what The state that is looked at */
export async function expectReadable(page: Page, what: string): Promise<void> {
  for (const { colorScheme, width, text } of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    // The theme follows the system a moment later, and buttons fade.
    await expect.poll(() => page.evaluate(colours)).toEqual({ text, fading: 0 });
    const found = { what, colorScheme, width, violations: await violations(page), wide: await overflow(page) };
    expect(found).toEqual({ what, colorScheme, width, violations: [], wide: 0 });
  }
  // As at 200 % zoom.
  await page.setViewportSize({ width: 640, height: 400 });
  expect({ what, wide: await overflow(page) }).toEqual({ what, wide: 0 });
  await page.setViewportSize({ width: 1280, height: 800 });
}

const colours = `({
  text: Number(/[0-9]+/.exec(getComputedStyle(document.querySelector('main')).color)[0]) > 128 ? 'light' : 'dark',
  fading: document.getAnimations().filter((one) => one instanceof CSSTransition).length,
})`;

const overflow = (page: Page): Promise<unknown> => page.evaluate('document.documentElement.scrollWidth - innerWidth');
