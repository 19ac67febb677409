import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const sources = join(import.meta.dirname, '../../console/src');

test('every button that shows a circle while it is busy keeps a name for those who hear the page', () => {
  const nameless = globSync('**/*.tsx', { cwd: sources }).flatMap((file) =>
    [...readFileSync(join(sources, file), 'utf8').matchAll(/<Button\s(?:=>|[^>])*?>/g)]
      .map(([tag]) => tag)
      .filter((tag) => tag.includes('isLoading') && !tag.includes('aria-label'))
      .map((tag) => `${file}: ${tag}`),
  );
  expect(nameless).toEqual([]);
});
