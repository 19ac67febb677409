import { refuseLegacy } from '../http/answer.ts';
import type { Item } from '../http/read-items.ts';

/** The one object that every V2 write takes. @throws {Refusal} 400 */
export function readLegacyItem(body: unknown): Item {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Item;
  return refuseLegacy(400, 'The request body is invalid.');
}
