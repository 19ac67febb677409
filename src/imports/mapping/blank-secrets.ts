import { splitRawCells } from '../sources/index.ts';
import { isSecretName } from './secret-names.ts';

/**
 * A raw CSV record with the cells at some positions emptied, everything else byte for byte. Where it has `expected` cells or not, a secret
 * may stand as many cells beside its place as there are too many or too few: all of these are emptied.
 */
export function blankCells(raw: string, delimiter: string, positions: readonly number[], expected?: number): string {
  const ending = /[\r\n]*$/.exec(raw)![0];
  const cells = splitRawCells(ending === '' ? raw : raw.slice(0, -ending.length), delimiter);
  const surplus = expected === undefined ? 0 : cells.length - expected;
  for (const position of positions) {
    const last = Math.min(cells.length - 1, position + Math.max(0, surplus));
    for (let at = Math.max(0, position + Math.min(0, surplus)); at <= last; at += 1) cells[at] = '';
  }
  return cells.join(delimiter) + ending;
}

type KeyNode = { secret: boolean; keys: Map<string, KeyNode> };

/** Values deeper than this count as if a secret were among them. */
const deepest = 50;
const mostKeys = 5000;

/**
 * Tells whether any key of a JSON value is a secret's. Keys are remembered as a tree: to build and look up their paths was half of the cost
 * of mapping a record.
 */
export function findSecrets(isSecret: (path: string) => boolean): (value: unknown) => boolean {
  const root: KeyNode = { secret: false, keys: new Map() };
  let known = 0;
  return (value) => look(value, root, '', 0);

  function look(value: unknown, node: KeyNode, path: string, depth: number): boolean {
    if (value === undefined || value === null) return false;
    if (typeof value !== 'object') return node.secret;
    if (depth > deepest) return true;
    if (Array.isArray(value)) {
      for (const item of value) if (look(item, node, path, depth + 1)) return true;
      return false;
    }
    const object = value as Record<string, unknown>;
    for (const key of Object.keys(object)) {
      const inner = node.keys.get(key) ?? remember(node, key, pathOf(path, key));
      const item = object[key];
      if (typeof item !== 'object') {
        if (inner.secret && item !== undefined) return true;
      } else if (item !== null && look(item, inner, pathOf(path, key), depth + 1)) return true;
    }
    return 'value' in object && typeof object.name === 'string' && isSecretName(object.name);
  }

  function remember(node: KeyNode, key: string, path: string): KeyNode {
    const inner = { secret: isSecret(path), keys: new Map() };
    if (known < mostKeys) {
      known += 1;
      node.keys.set(key, inner);
    }
    return inner;
  }
}

function pathOf(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

type Span = [start: number, end: number];

/**
 * A raw JSON record in which the values under secret keys are `""`, everything else byte for byte. Of `{ "name": "Password", "value": .. }`
 * it is the value. What is no JSON becomes empty where it names a secret at all.
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
  spans.sort((a, b) => a[0] - b[0]);
  let blanked = '';
  let from = 0;
  for (const [start, end] of spans) {
    if (start < from) continue;
    blanked += `${raw.slice(from, start)}""`;
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
      if (path !== '' && raw.slice(start, at) !== 'null' && isSecret(path)) spans.push([start, at]);
    }
  }

  function object(path: string): void {
    let secretName = false;
    let valueSpan: Span | undefined;
    items('}', () => {
      const key = JSON.parse(string()) as string;
      skip();
      if (raw[at] !== ':') throw new SyntaxError();
      at += 1;
      skip();
      const start = at;
      value(pathOf(path, key));
      if (key === 'value') valueSpan = [start, at];
      if (key === 'name' && raw[start] === '"') secretName = isSecretName(JSON.parse(raw.slice(start, at)) as string);
    });
    if (secretName && valueSpan) spans.push(valueSpan);
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

/** Everything in a broken text that may be a key. */
function namesInText(raw: string): string[] {
  const names = [...raw.matchAll(/"((?:[^"\\]|\\.)*)"?/gs)].map(([, name]) => name!);
  return [
    ...names,
    ...(raw.match(/[\p{L}\p{N}_.\- ]+(?=["']?\s*:)/gu) ?? []),
    ...(raw.includes('\\u') ? ['password'] : []),
  ];
}
