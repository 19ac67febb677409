import { refusal } from './refusal.ts';

const keys = ['access token', 'client name', 'client id', 'client secret', 'name', 'api path'];
// Longer names first, so that "client name" is not taken for "name".
const anyKey = [...keys].sort((a, b) => b.length - a.length).join('|');
const keyLine = new RegExp(`^[\\s#>*"'-]*(${anyKey.replaceAll(' ', '[ _-]')})["']?\\s*(?:[:=]\\s*(.*))?$`, 'i');
// A field of one line loses the line breaks of the text that is pasted into it.
const joined = new RegExp(`(?:${anyKey.toUpperCase()}):`, 'g');

/** Looking for values in a text takes time by the square of its length: that of a file is nothing, that of a novel is seconds. */
const longest = 10_000;

/**
 * The token and the API path of the text file that BigCommerce downloads when an API account is made, or of what its pop-up shows. The client
 * secret and all else is dropped here.
 * https://support.bigcommerce.com/s/article/Store-API-Accounts
 * @throws {RollcallError} invalid_params, which never quotes the text
 */
export function readPastedAccount(pasted: unknown): { apiPath: string; accessToken: string } {
  if (typeof pasted !== 'string' || pasted.trim() === '') {
    throw refusal('pasted', 'pasted is missing: the text file that BigCommerce downloads when an API account is made.');
  }
  if (pasted.length > longest) {
    throw refusal(
      'pasted',
      `The text has ${pasted.length.toLocaleString('en')} characters; the file of an API account has a few hundred. Paste that file alone.`,
    );
  }
  const values = readValues(pasted);
  return { accessToken: only('access token', values), apiPath: only('api path', values) };
}

/** Key -> each value that stands there. */
function readValues(text: string): Map<string, Set<string>> {
  const values = new Map(keys.map((key) => [key, new Set<string>()]));
  let open: Set<string> | undefined;
  for (const line of text.replace(joined, '\n$&').split(/[\r\n\u2028]+/)) {
    const [found, key = '', value = ''] = keyLine.exec(line) ?? [];
    if (found !== undefined) open = values.get(key.toLowerCase().replace(/[_-]/, ' '));
    // The pop-up shows each value below its name.
    const content = unquote(found === undefined ? line : value);
    if (content === '') continue;
    open?.add(content);
    open = undefined;
  }
  return values;
}

function only(key: string, values: Map<string, Set<string>>): string {
  const [value, second] = values.get(key)!;
  const name = key.toUpperCase();
  if (value === undefined) {
    throw refusal(
      'pasted',
      `The text has no ${name}. Paste the whole text file that BigCommerce downloads when an API account is made: it has a line ACCESS TOKEN and a line API PATH.`,
    );
  }
  if (second === undefined) return value;
  throw refusal('pasted', `The text has more than one ${name}. Paste the file of one API account.`);
}

function unquote(text: string): string {
  return text.replace(/^[\s"'`]+|[\s"'`,;]+$/g, '');
}
