import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const nameOfFocus = `(() => {
  const { activeElement: at } = document;
  return (at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent).trim();
})()`;

type Focusable = { blur(): void; focus(options: { preventScroll: true }): void };

/** A visitor without a mouse. */
export function useKeyboard(page: () => Page) {
  const focused = (): Promise<string> => page().evaluate(nameOfFocus) as Promise<string>;

  /** What has the focus looks other than without it, and stands within the window. */
  const isSeen = async (): Promise<boolean> => {
    const focus = await page().evaluateHandle('document.activeElement');
    const box = await focus.asElement()!.boundingBox();
    const { width, height } = page().viewportSize()!;
    if (!box || box.y < 0 || box.y >= height) return false;
    const x = Math.max(0, box.x - 8);
    const y = Math.max(0, box.y - 8);
    const clip = {
      x,
      y,
      width: Math.min(width, box.x + box.width + 8) - x,
      height: Math.min(height, box.y + box.height + 8) - y,
    };
    const look = async () => {
      // Buttons fade, also where motion is reduced to almost none.
      await page().waitForTimeout(120);
      return (await page().screenshot({ clip, animations: 'disabled' })).toString('base64');
    };
    const seen = await look();
    await focus.evaluate((one) => (one as Focusable).blur());
    const unseen = await look();
    await focus.evaluate((one) => (one as Focusable).focus({ preventScroll: true }));
    return seen !== unseen;
  };

  return {
    focused,
    /** Presses Tab until the focus is on what is called so, sees it there, and presses a key. */
    async tabTo(name: string | RegExp, key?: string): Promise<void> {
      const passed: string[] = [];
      for (let tabs = 0; tabs < 120; tabs += 1) {
        await page().keyboard.press('Tab');
        const at = await focused();
        if (typeof name === 'string' ? at === name : name.test(at)) {
          // What still loads may move it meanwhile.
          await expect.poll(isSeen).toBe(true);
          if (key !== undefined) await page().keyboard.press(key);
          return;
        }
        passed.push(at.slice(0, 40));
      }
      throw new Error(`Tab does not reach ${name}, but ${[...new Set(passed)].join(', ')}`);
    },
    /** The focus gets there by itself. */
    async expectFocus(name: string | RegExp): Promise<void> {
      if (typeof name === 'string') await expect.poll(focused).toBe(name);
      else await expect.poll(focused).toMatch(name);
    },
  };
}
