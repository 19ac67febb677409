import { entryPartOf, isSecretName } from './secret-names.ts';

type KeyNode = { secret: boolean; part: 'name' | 'value' | undefined; keys: Map<string, KeyNode> };

export type SecretFinder = {
  /** Whether any key of a JSON value is a secret's, and holds something. */
  inValue(value: unknown): boolean;
  /** The same for JSON within a text. Of other text nothing is known: false. */
  inText(text: string): boolean;
};

/** Values deeper than this count as if a secret were among them. */
const deepest = 50;
const mostKeys = 5000;

/** Keys are remembered as a tree: to build and look up their paths was half of the cost of mapping a record. */
export function findSecrets(isSecret: (path: string) => boolean): SecretFinder {
  const root: KeyNode = { secret: false, part: undefined, keys: new Map() };
  let known = 0;
  return { inValue: (value) => look(value, root, '', 0), inText: (text) => lookInto(text, 0) };

  function look(value: unknown, node: KeyNode, path: string, depth: number): boolean {
    if (value === undefined || value === null) return false;
    if (typeof value === 'string') return node.secret || lookInto(value, depth);
    if (typeof value !== 'object') return node.secret;
    if (depth > deepest) return true;
    if (Array.isArray(value)) {
      for (const item of value) if (look(item, node, path, depth + 1)) return true;
      return false;
    }
    const object = value as Record<string, unknown>;
    let isNamed = false;
    let isValued = false;
    for (const key of Object.keys(object)) {
      const inner = node.keys.get(key) ?? remember(node, key, pathOf(path, key));
      const item = object[key];
      if (typeof item === 'object') {
        if (item !== null && look(item, inner, pathOf(path, key), depth + 1)) return true;
      } else if (inner.secret && item !== undefined) return true;
      else if (typeof item === 'string' && lookInto(item, depth)) return true;
      if (inner.part === 'value') isValued = true;
      else if (inner.part === 'name' && typeof item === 'string') isNamed ||= isSecretName(item);
    }
    return isNamed && isValued;
  }

  function lookInto(text: string, depth: number): boolean {
    if (!mayBeJson(text)) return false;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return namesSecret(text, isSecret);
    }
    return look(value, root, '', depth + 1);
  }

  function remember(node: KeyNode, key: string, path: string): KeyNode {
    const inner = { secret: isSecret(path), part: entryPartOf(key), keys: new Map() };
    if (known < mostKeys) {
      known += 1;
      node.keys.set(key, inner);
    }
    return inner;
  }
}

export function pathOf(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

const opening = /^\s*(?:(?:"\s*)?[[{]|[aO]:\d+:)/;
const jsonLike = /^\s*(?:(?:"\s*)?(?:\[[\s\S]*?)?\{\s*\\*["']|[aO]:\d+:)/;

/** Whether a text may be JSON with names in it, or what PHP serialises. Nearly no cell is. */
export function mayBeJson(text: string): boolean {
  return text.includes('{') && opening.test(text);
}

/** Whether a text that is like JSON, but none that can be read, names a secret. Then nobody can say where it stands. */
export function namesSecret(text: string, isSecret: (name: string) => boolean): boolean {
  return jsonLike.test(text) && namesInText(text).some(isSecret);
}

/** Everything in a broken text that may be a key. Its quotes may be out of order, so they tell nothing. */
export function namesInText(text: string): string[] {
  const names = text.split(/[^\p{L}\p{M}\p{N}_.\- ]+/u);
  return text.includes('\\u') ? [...names, 'password'] : names;
}
