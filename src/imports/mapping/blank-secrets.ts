import { splitRawCells } from '../sources/index.ts';
import { mayBeJson, namesInText, namesSecret, pathOf } from './find-secrets.ts';
import { entryPartOf, isSecretName } from './secret-names.ts';

/** A raw CSV record with the cells at some positions emptied, everything else byte for byte. */
export function blankCells(raw: string, delimiter: string, positions: readonly number[]): string {
  // Looked for from the first of a run only: from each one, a cell of many line breaks takes minutes.
  const ending = /(?<![\r\n])[\r\n]*$/.exec(raw)![0];
  const cells = splitRawCells(ending === '' ? raw : raw.slice(0, -ending.length), delimiter);
  for (const position of positions) if (position < cells.length) cells[position] = '';
  return cells.join(delimiter) + ending;
}

/** A raw CSV record with other texts in the cells at some positions, everything else byte for byte. */
export function replaceCells(raw: string, delimiter: string, texts: ReadonlyMap<number, string>): string {
  const cells = splitRawCells(raw, delimiter);
  for (const [position, text] of texts) cells[position] = text === '' ? '' : `"${text.replaceAll('"', '""')}"`;
  return cells.join(delimiter);
}

type Span = [start: number, end: number, text: string];

/**
 * A raw JSON record in which the values under secret keys are `""`, everything else byte for byte. Of `{ "name": "Password", "value": .. }`
 * it is the value; of JSON within a text, the values in that. What is no JSON becomes empty where it names a secret at all.
 */
export function blankJson(raw: string, isSecret: (path: string) => boolean): string {
  const spans: Span[] = [];
  let at = 0;
  try {
    value('');
    skip();
    if (at < raw.length) throw new SyntaxError();
  } catch {
    return namesInText(raw).some(isSecret) ? '' : raw;
  }
  spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let blanked = '';
  let from = 0;
  for (const [start, end, text] of spans) {
    if (start < from) continue;
    blanked += raw.slice(from, start) + text;
    from = end;
  }
  return blanked + raw.slice(from);

  function value(path: string): void {
    skip();
    const start = at;
    if (raw[at] === '{') object(path);
    else if (raw[at] === '[') array(path);
    else {
      if (raw[at] === '"') string();
      else word();
      const written = raw.slice(start, at);
      if (path !== '' && written !== 'null' && isSecret(path)) spans.push([start, at, '""']);
      else if (written.startsWith('"') && written.includes('{')) text(written, start);
    }
  }

  function text(written: string, start: number): void {
    const inner = JSON.parse(written) as string;
    const blanked = blankText(inner, isSecret);
    if (blanked !== inner) spans.push([start, at, JSON.stringify(blanked)]);
  }

  function object(path: string): void {
    let isNamed = false;
    const valueSpans: Span[] = [];
    items('}', () => {
      const key = JSON.parse(string()) as string;
      skip();
      if (raw[at] !== ':') throw new SyntaxError();
      at += 1;
      skip();
      const start = at;
      value(pathOf(path, key));
      const part = entryPartOf(key);
      if (part === 'value') valueSpans.push([start, at, '""']);
      if (part === 'name' && raw[start] === '"') isNamed ||= isSecretName(JSON.parse(raw.slice(start, at)) as string);
    });
    if (isNamed) spans.push(...valueSpans);
  }

  function array(path: string): void {
    items(']', () => value(path));
  }

  function items(close: string, read: () => void): void {
    at += 1;
    skip();
    if (raw[at] === close) {
      at += 1;
      return;
    }
    for (;;) {
      skip();
      read();
      skip();
      const mark = raw[at];
      at += 1;
      if (mark === close) return;
      if (mark !== ',') throw new SyntaxError();
    }
  }

  function string(): string {
    const start = at;
    if (raw[at] !== '"') throw new SyntaxError();
    at += 1;
    while (raw[at] !== '"') {
      if (at >= raw.length) throw new SyntaxError();
      at += raw[at] === '\\' ? 2 : 1;
    }
    at += 1;
    return raw.slice(start, at);
  }

  function word(): void {
    const start = at;
    while (at < raw.length && !' \t\r\n,]}:'.includes(raw[at]!)) at += 1;
    if (at === start) throw new SyntaxError();
  }

  function skip(): void {
    while (at < raw.length && ' \t\r\n\uFEFF'.includes(raw[at]!)) at += 1;
  }
}

/** A text in which the values of secrets are blanked, where it is JSON. Broken JSON that names one becomes empty. */
export function blankText(text: string, isSecret: (path: string) => boolean): string {
  if (!mayBeJson(text)) return text;
  const blanked = blankJson(text, isSecret);
  return blanked === '' && !namesSecret(text, isSecret) ? text : blanked;
}
