import { readConsole } from './read-console.ts';
import { type Page, placeOf } from './read-page.ts';

/** Commands of blocks to type that a checkout does not know: there it is `npx rollcall`, and `rollcall` alone is not found. */
export function bareCommands({ snippets }: Page): string[] {
  return snippets.flatMap((snippet) => {
    const { language, code } = snippet;
    const typed = language === 'sh' ? [code] : language === 'console' ? readConsole(code).map((it) => it.command) : [];
    return typed
      .flatMap((text) => text.split('\n'))
      .map((line) => line.replace(/(^|\s)#.*/, ''))
      .filter((line) => /(?<![\w./@-])(?<!npx )rollcall (?:--)?[a-z]/.test(line))
      .map((line) => `${placeOf(snippet)}: ${line.trim()}`);
  });
}
