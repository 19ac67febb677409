import { describe, expect, test } from 'vitest';
import { freePlace, isFree } from '../../console/src/shell/free-place.ts';
import { useOnePage } from './use-one-page.ts';

const { on, visit, heading, button } = useOnePage();

/** What can be pressed or filled in, and stands under a message. */
const covered = `(() => {
  const messages = document.querySelector('[aria-label="Messages"]');
  const box = messages.getBoundingClientRect();
  if (box.top < 0 || box.left < 0 || box.right > innerWidth || box.bottom > innerHeight) return ['the edge'];
  return [...document.querySelectorAll('main button, main a, main input, main select, header a, header button')]
    .filter((one) => !messages.contains(one))
    .filter((one) => {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      return left < box.right && box.left < right && top < box.bottom && box.top < bottom;
    })
    .map((one) => one.getAttribute('aria-label') ?? one.textContent);
})()`;

describe('a message about what went well', () => {
  test.for([
    [1280, 800],
    [375, 667],
    [640, 400],
  ] as const)('covers neither the next button nor a field, at %i pixels', async ([width, height]) => {
    const file = `email,first_name,last_name,Frobnitz\nana@told.example,Ana,Ruiz,blue\n`;
    const { json } = await on.console.send('POST', '/api/imports?credentials_id=main&filename=told.csv', file);
    // It is looked at for as long as that takes.
    await on.page.addInitScript(
      'const later = setTimeout; setTimeout = (run, ms) => later(run, ms === 6_000 ? 600_000 : ms);',
    );
    await on.page.setViewportSize({ width, height });
    await visit(`/imports/${json.import_id}`);
    await heading('Where each column goes', 2);
    await on.page.getByRole('combobox', { name: 'Where “Frobnitz” goes' }).fill('notes');
    await on.page.keyboard.press('Enter');
    await button('Check again with these columns').click();
    await on.page.getByRole('status', { name: 'Messages' }).getByText('Checked again with these columns.').waitFor();
    await button('Continue to the check').waitFor();
    await expect.poll(() => on.page.evaluate(covered)).toEqual([]);
  });

  const window = { width: 1280, height: 800 };
  const size = { width: 300, height: 60 };

  test('stands at the lower right, and elsewhere only where something is in its way', () => {
    expect(freePlace(size, { taken: [], window })).toEqual({ left: 964, top: 724 });
    const button = { left: 1100, top: 740, width: 150, height: 36 };
    expect(freePlace(size, { taken: [button], window })).toEqual({ left: 16, top: 724 });
    const bar = { left: 0, top: 740, width: 1280, height: 36 };
    const above = freePlace(size, { taken: [bar], window });
    expect(above).toMatchObject({ left: 964 });
    expect(above.top).toBeGreaterThan(660);
    expect(isFree({ ...size, ...above }, [bar])).toBe(true);
  });

  test('is shown all the same where there is no place for it', () => {
    const all = { left: 0, top: 0, ...window };
    expect(freePlace(size, { taken: [all], window })).toEqual({ left: 964, top: 724 });
  });
});
