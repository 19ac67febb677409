import type { Call } from './call.ts';
import type { Subscriber } from './customer.ts';
import { refusalError } from './error-body.ts';
import type { PartState, Warning } from './outcome.ts';
import { readPage } from './read-reply.ts';
import { LostReply, send, sentBefore } from './send.ts';
import type { Store } from './store.ts';

const consent = 'marketing_newsletter';
const path = '/v3/customers/subscribers';

export type NewsletterInput = {
  email: string;
  wanted: 'subscribed' | 'unsubscribed';
  firstName?: string;
  lastName?: string;
  channelId?: number;
};

export type NewsletterResult = { state: PartState; warning?: Warning };

/**
 * Brings the subscriber record of an email to what is wanted. Someone who is on record without consent is never switched on
 * again. https://developer.bigcommerce.com/docs/rest-management/subscribers
 * @throws {RollcallError} rejected, and whatever `send` throws
 */
export async function setNewsletter(store: Store, input: NewsletterInput, call: Call): Promise<NewsletterResult> {
  // Most people who are to be subscribed have no record yet: one call. Who is to be unsubscribed needs a look first.
  if (input.wanted === 'subscribed' && (await subscribe(store, input, call))) return { state: 'done' };
  const record = await findSubscriber(store, input, call);
  if (input.wanted === 'subscribed') return leftAsItIs(record, input);
  if (!isSubscribed(record)) return { state: 'unchanged' };
  const consents = record!.consents!.filter((name) => name !== consent);
  const reply = await send(
    store,
    { method: 'PUT', path: `${path}/${record!.id}`, endpoint: `${path}/{id}`, body: { consents }, repeatable: true },
    call,
  );
  if (reply.status >= 300) throw refusalError(reply, `The newsletter record of ${input.email} could not be changed`);
  return { state: 'done' };
}

/**
 * What `setNewsletter` would do, by the record that there is now; `not_sent` where it would write.
 * @throws {RollcallError} rejected, and whatever `send` throws
 */
export async function planNewsletter(store: Store, input: NewsletterInput, call: Call): Promise<NewsletterResult> {
  const record = await findSubscriber(store, input, call);
  if (input.wanted === 'unsubscribed') return { state: isSubscribed(record) ? 'not_sent' : 'unchanged' };
  return record ? leftAsItIs(record, input) : { state: 'not_sent' };
}

function isSubscribed(record: Subscriber | undefined): boolean {
  return record?.consents?.includes(consent) ?? false;
}

/** Somebody on record who is to be subscribed: is so already, or once said no. */
function leftAsItIs(record: Subscriber | undefined, { email }: NewsletterInput): NewsletterResult {
  if (isSubscribed(record)) return { state: 'unchanged' };
  return {
    state: 'unchanged',
    warning: {
      code: 'consent_kept',
      message: `${email} was not subscribed to the newsletter: the store has this person on record without consent, and that is kept.`,
      email,
    },
  };
}

/** True when a record was made; false when one is there already. */
async function subscribe(store: Store, input: NewsletterInput, call: Call): Promise<boolean> {
  const body = {
    email: input.email,
    ...(input.firstName && { first_name: input.firstName }),
    ...(input.lastName && { last_name: input.lastName }),
    ...(input.channelId !== undefined && { channel_id: input.channelId }),
    source: 'custom',
    consents: [consent],
  };
  let reply: Awaited<ReturnType<typeof send>>;
  try {
    reply = await send(store, { method: 'POST', path, body }, call);
  } catch (error) {
    if (!(error instanceof LostReply)) throw error;
    // The email is unique: a second POST either makes the record or meets the first one's.
    const lost = error.message;
    reply = await send(store, { method: 'POST', path, body, repeatable: true }, call).catch((stop) => {
      throw sentBefore(lost, stop);
    });
    if (reply.status === 409) {
      return isSubscribed(await findSubscriber(store, input, call));
    }
  }
  if (reply.status === 409) return false;
  if (reply.status >= 300) throw refusalError(reply, `${input.email} could not be subscribed to the newsletter`);
  return true;
}

async function findSubscriber(store: Store, input: NewsletterInput, call: Call): Promise<Subscriber | undefined> {
  const reply = await send(store, { method: 'GET', path, query: { email: input.email, limit: 250 } }, call);
  const { data } = readPage<Subscriber>(reply, `The newsletter record of ${input.email} could not be read`);
  const folded = input.email.toLowerCase();
  const records = data.filter(({ email }) => email.toLowerCase() === folded);
  return records.find(({ channel_id }) => channel_id === input.channelId) ?? records[0];
}
