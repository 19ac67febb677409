import { RollcallError } from '../../nodes/index.ts';

/** A JSON object. @throws {RollcallError} invalid_params */
export function parseObject(body: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    // The engine's message quotes the body, where a token may stand.
    const why = error instanceof TypeError ? 'it is not UTF-8' : 'it cannot be parsed';
    throw new RollcallError('invalid_params', `The body is not JSON: ${why}. Send one JSON object.`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new RollcallError('invalid_params', 'The body must be one JSON object.');
}

export function isJsonType(contentType: string | null): boolean {
  return /^application\/(?:[a-z0-9.+-]+\+)?json *(;|$)/i.test(contentType?.trim() ?? '');
}
