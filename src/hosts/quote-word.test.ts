import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoteJson, quoteWord } from './quote-word.ts';

/** What a real shell makes of the words. */
function readBySh(words: string[]): string[] {
  const output = execFileSync('sh', ['-c', `for word in ${words.join(' ')}; do printf '%s\\0' "$word"; done`]);
  return output.toString().split('\0').slice(0, -1);
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.string({ unit: fc.constantFrom(...`'"$\`\\!-=,;:&|<>(){}[]*?~# \n\t\r\0aß’“@%^`), minLength: 1, maxLength: 12 }),
);

test('a shell reads back every text that has a word, and every text at all in JSON', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), (texts) => {
      const sayable = texts.filter((one) => quoteWord(one) !== undefined);
      expect(readBySh(sayable.map((one) => quoteWord(one)!))).toEqual(sayable);
      const json = readBySh(texts.map((one) => quoteJson({ [one]: one })));
      expect(json.map((one) => JSON.parse(one))).toEqual(
        texts.map((one) => JSON.parse(JSON.stringify({ [one]: one }))),
      );
    }),
    { numRuns: 150 },
  );
});

test('no word needs a quoting that only some shells know', () => {
  fc.assert(
    fc.property(text, (one) => {
      for (const word of [quoteWord(one), quoteJson(one)]) {
        if (word === undefined) continue;
        // A word without quotes, or one quoted part: within single quotes nothing but the end means anything, in PowerShell too.
        expect(word).toMatch(/^([\w.@:/+-]+|'[^'\u2018-\u201b]*'|"[^"\u201c-\u201e$`\\!]*")$/);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what may not be there
        expect(word).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      }
    }),
  );
});

test('plain words stay as they are, and names with an apostrophe are readable', () => {
  expect(['ana@example.com', 'Ana', '28001', 'https://a.example/b'].map(quoteWord)).toEqual([
    'ana@example.com',
    'Ana',
    '28001',
    'https://a.example/b',
  ]);
  expect(quoteWord('+34 600 123 456')).toBe("'+34 600 123 456'");
  expect(quoteWord("O'Brien & Sons")).toBe(`"O'Brien & Sons"`);
  expect(quoteWord('costs $5')).toBe("'costs $5'");
  expect(quoteWord("it's $5")).toBeUndefined();
  expect(quoteJson({ notes: "it's $5\n" })).toBe(`'{"notes":"it\\u0027s $5\\n"}'`);
});
