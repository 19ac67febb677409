import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/**
 * What axe finds against the page as it stands, one line each: to be empty. A page that just changes is looked at again a moment later. The
 * script is run by the debugger and not by the page, so the page's policy stays in force.
 */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(axe, 'utf8'));
  let found = await look(page);
  for (let again = 0; again < 3 && found.length > 0; again += 1) {
    await page.waitForTimeout(400);
    found = await look(page);
  }
  return found;
}

async function look(page: Page): Promise<string[]> {
  // A colour that fades is no colour to judge.
  await page.evaluate(
    'Promise.allSettled(document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished))',
  );
  const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    violations: { id: string; help: string; nodes: { target: string[]; failureSummary: string }[] }[];
  };
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`),
  );
}
