import { RollcallError } from '../../nodes/index.ts';
import { isObject } from '../is-object.ts';

/** No parameter is deeper than ten; what goes down level by level, as JSON.stringify does, has room for some thousands. */
const deepest = 100;

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = Buffer.from('"\\{}[]');

/** A JSON object. @throws {RollcallError} invalid_params */
export function parseObject(body: Buffer): Record<string, unknown> {
  if (isDeeper(body, deepest))
    throw new RollcallError(
      'invalid_params',
      `The body is nested deeper than ${deepest} levels. Send the JSON object that openapi.json describes.`,
    );
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    // The engine's message quotes the body, where a token may stand.
    const why = error instanceof TypeError ? 'it is not UTF-8' : 'it cannot be parsed';
    throw new RollcallError('invalid_params', `The body is not JSON: ${why}. Send one JSON object.`);
  }
  if (isObject(value)) return value;
  throw new RollcallError('invalid_params', 'The body must be one JSON object.');
}

export function isJsonType(contentType: string | null): boolean {
  return /^application\/(?:[a-z0-9.+-]+\+)?json *(;|$)/i.test(contentType?.trim() ?? '');
}

/** Looked at as bytes, which in UTF-8 are never part of another character. */
function isDeeper(json: Buffer, levels: number): boolean {
  let level = 0;
  let isText = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (isText) {
      if (byte === backslash) at += 1;
      else if (byte === quote) isText = false;
    } else if (byte === quote) isText = true;
    else if (byte === openBrace || byte === openBracket) {
      level += 1;
      if (level > levels) return true;
    } else if (byte === closeBrace || byte === closeBracket) level -= 1;
  }
  return false;
}
