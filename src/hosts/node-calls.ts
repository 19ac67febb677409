import { defaultApiUrl } from '../credentials/index.ts';
import type { NodeDescription } from './describe-node.ts';
import { type FlagKind, flagKind } from './flag-kind.ts';
import { quoteJson, quoteWord } from './quote-word.ts';

type Node = Pick<NodeDescription, 'name' | 'action' | 'params'>;
type Given = Record<string, unknown>;

/** The command that makes a call; what no flag can say in every shell is in its `--json`. */
export function cliCall({ action, params }: Node, given: Given, credentialsId?: string): string {
  const words = ['npx rollcall', action];
  const rest: [string, unknown][] = [];
  const credentials = credentialsId === undefined ? undefined : quoteWord(credentialsId);
  if (credentials !== undefined) words.push('--credentials', credentials);
  else if (credentialsId !== undefined) rest.push(['credentials_id', credentialsId]);
  for (const [name, value] of Object.entries(given)) {
    const schema = params.properties && Object.hasOwn(params.properties, name) ? params.properties[name] : undefined;
    const word = schema && flagValue(value, flagKind(schema));
    if (word === undefined) rest.push([name, value]);
    else words.push(`--${name.replaceAll('_', '-')}`, ...(word === '' ? [] : [word]));
  }
  if (rest.length > 0) words.push('--json', quoteJson(Object.fromEntries(rest)));
  return words.join(' ');
}

/** The word after a flag, none being ''; undefined where there is no word for the value. */
function flagValue(value: unknown, kind: FlagKind): string | undefined {
  const isPlain = kind === 'list' && Array.isArray(value) && value.length > 0 && value.every(isPlainItem);
  if (isPlain) return quoteWord(value.join(','));
  if (typeof value === 'object') return kind === 'text' || kind === 'boolean' ? undefined : quoteJson(value);
  if (typeof value === 'boolean' && kind !== 'boolean') return undefined;
  if (value === true) return '';
  // The word after such a flag may not look like a flag.
  return kind === 'boolean' && String(value).startsWith('-') ? undefined : quoteWord(String(value));
}

/** An item that stays what it is between commas, however a list is parted. */
function isPlainItem(item: unknown): boolean {
  return typeof item === 'number' || (typeof item === 'string' && /^[^,;\s[{][^,;\s]*$/.test(item));
}

export type CurlCallOptions = {
  /** Where the server is reached. */
  origin: string;
  credentialsId?: string;
};

/** The call over HTTP. The key is asked of the machine that has it, and is never part of the text. */
export function curlCall({ name }: Node, given: Given, { origin, credentialsId }: CurlCallOptions): string {
  const body = { ...(credentialsId !== undefined && { credentials_id: credentialsId }), ...given };
  const url = `${origin}/api/nodes/${name}/run`;
  return `curl -sS ${quoteWord(url) ?? `'${url}'`} -H "Authorization: Bearer $(npx rollcall api-key show)" -H "Content-Type: application/json" -d ${quoteJson(body)}`;
}

/** The call as a program of its own; the token comes from its environment. */
export function typescriptCall(
  { action }: Node,
  given: Given,
  { storeHash, apiUrl }: { storeHash: string; apiUrl?: string } = { storeHash: 'STORE_HASH' },
): string {
  const method = action.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const url = apiUrl === undefined || apiUrl === defaultApiUrl ? '' : `, apiUrl: ${textLiteral(apiUrl)}`;
  return `import { env } from 'node:process';
import { connect, nodes } from 'rollcall';

const store = connect({ storeHash: ${textLiteral(storeHash)}, accessToken: env.BIGCOMMERCE_ACCESS_TOKEN!${url} });
const result = await nodes.${method}(store, ${literal(given)});
console.log(result.message);
await store.close();
`;
}

/** A value as TypeScript writes it; an object has a line for each name. */
function literal(value: unknown, indent = ''): string {
  if (typeof value === 'string') return textLiteral(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, indent)).join(', ')}]`;
  const inner = `${indent}  `;
  const lines = Object.entries(value).map(([name, item]) => `${inner}${nameLiteral(name)}: ${literal(item, inner)},\n`);
  return lines.length === 0 ? '{}' : `{\n${lines.join('')}${indent}}`;
}

function nameLiteral(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return /^[A-Za-z_]\w*$/.test(name) ? name : textLiteral(name);
}

function textLiteral(text: string): string {
  const inside = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inside.replace(/[\u2028\u2029]/g, (line) => `\\u${line.charCodeAt(0).toString(16)}`)}'`;
}
