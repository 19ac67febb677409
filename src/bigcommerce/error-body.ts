import { RollcallError } from './errors.ts';
import type { Reply } from './reply.ts';

/** What a refusal (4xx) says, in one text, and field by field where the API names fields. */
export type Refusal = {
  text: string;
  /** V3's `errors`: key -> text. Empty where there are none. */
  fields: Record<string, string>;
};

/** Reads V3's `{ title, errors }`, V2's `[{ status, message }]` and `{ errors: [{ title }] }`, and plain text. */
export function readRefusal(reply: Reply): Refusal {
  const { json } = reply;
  const fields: Record<string, string> = {};
  if (Array.isArray(json)) {
    const text = json
      .map((entry) => (isRecord(entry) ? String(entry.message ?? '') : ''))
      .filter(Boolean)
      .join('; ');
    return { text: text || plain(reply), fields };
  }
  if (!isRecord(json)) return { text: plain(reply), fields };
  if (Array.isArray(json.errors)) {
    const text = json.errors
      .map((entry) => (isRecord(entry) ? String(entry.title ?? entry.message ?? '') : ''))
      .join('; ');
    return { text: text || plain(reply), fields };
  }
  if (isRecord(json.errors)) for (const [key, value] of Object.entries(json.errors)) fields[key] = String(value);
  const named = Object.entries(fields).map(([key, value]) => (key.startsWith('.') ? value : `${key}: ${value}`));
  const title = typeof json.title === 'string' ? json.title : '';
  return { text: [title, ...named].filter(Boolean).join(' ') || plain(reply), fields };
}

/** The one item of a batch that a 422 points at. */
export type Culprit = {
  /** Position in the batch that was sent. */
  position: number;
  /** `exists`: the email is in use. `maybe_exists`: the email is at fault, the text does not say how. */
  kind: 'exists' | 'maybe_exists' | 'invalid';
  text: string;
};

/**
 * Finds the item that a refused batch names: by the index in front of an error key (`3.email`), else by the email in the text
 * (`.customer_create`: "email x already in use"). Undefined where the reply names none, or one that is not in the batch.
 */
export function findCulprit(refusal: Refusal, emails: string[]): Culprit | undefined {
  for (const [key, text] of Object.entries(refusal.fields)) {
    const position = positionOf(key, text, emails);
    if (position === undefined) continue;
    const inUse = /already in use|already exists|duplicate/i.test(text);
    const kind = inUse ? 'exists' : /^\d+\.email$/.test(key) ? 'maybe_exists' : 'invalid';
    return { position, kind, text: named(key, text) };
  }
  return undefined;
}

function positionOf(key: string, text: string, emails: string[]): number | undefined {
  const index = /^(\d+)\./.exec(key)?.[1];
  if (index !== undefined) return Number(index) < emails.length ? Number(index) : undefined;
  const email = /email (.+?) (?:is )?already in use/i.exec(text)?.[1]?.trim().toLowerCase();
  const position = email === undefined ? -1 : emails.indexOf(email);
  if (position >= 0) return position;
  // A key without an index can only mean the one item of a batch of one.
  return emails.length === 1 && email === undefined && !key.startsWith('.') ? 0 : undefined;
}

function named(key: string, text: string): string {
  return key.startsWith('.') ? text : `${key.replace(/^\d+\./, '')}: ${text}`;
}

function plain(reply: Reply): string {
  return reply.text.trim().slice(0, 500) || `HTTP ${reply.status}`;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The error for a reply that is no success and that the caller has no better word for. */
export function refusalError(reply: Reply, what: string): RollcallError {
  const { text } = readRefusal(reply);
  const options = { status: reply.status, details: { body: text } };
  if (reply.status < 400)
    return new RollcallError(
      'store_not_found',
      `${what}: what answered (${reply.status}) is not the API of BigCommerce. Check the API URL.`,
      options,
    );
  if (reply.status === 404)
    return new RollcallError(
      'store_not_found',
      `${what}: BigCommerce knows no such address (404). Check the store hash and the API URL.`,
      options,
    );
  return new RollcallError(
    'rejected',
    `${what}: BigCommerce refused it (${reply.status}): ${text.replace(/\.?$/, '.')}`,
    options,
  );
}
