import { type Call, cancelled, overdue } from './call.ts';
import { type EndpointCap, observeCap, openEndpointCap } from './endpoint-cap.ts';
import type { Clock, HttpResponse } from './ports.ts';

/** A request that opens a window unseen is waited for this long before another one may ask. */
const probePatienceMs = 2_000;

export type QuotaState = {
  /** Requests per window as BigCommerce last said; undefined while unknown or unlimited. */
  quota?: number;
  /** Length of a window in milliseconds, as BigCommerce last said. */
  windowMs?: number;
  /** Requests that may still be sent in this window, after those in flight. */
  available: number;
  /** Milliseconds until the window ends. */
  resetMs?: number;
  inFlight: number;
  waiting: number;
};

export type Permit = {
  sentAt: number;
  /** Gives the place back. Without a reply, `reached` says whether the store can have counted the request. */
  release(reply?: HttpResponse, reached?: boolean): void;
};

export type QuotaGate = {
  acquire(endpoint: string, call: Call): Promise<Permit>;
  state(): QuotaState;
  cap(endpoint: string): number;
};

type Window = {
  resetAt: number;
  minLeft: number;
  quota: number;
  /** Requests that took a unit and brought no reply that says so. */
  silent: number;
};

type Waiter = {
  name: string;
  endpoint: EndpointCap;
  call: Call;
  /** The end of the wait that its caller was told of. */
  toldUntil: number;
  resolve(permit: Permit): void;
  reject(error: unknown): void;
};

/**
 * Lets requests through as fast as the store's quota and its endpoints' concurrency allow, never faster. One per store and
 * process. What is available is the smallest Left seen in this window minus the requests in flight.
 * https://developer.bigcommerce.com/docs/start/best-practices/api-rate-limits
 */
export function createQuotaGate(clock: Clock, quotaShare = 1): QuotaGate {
  const endpoints = new Map<string, EndpointCap>();
  const waiters: Waiter[] = [];
  /** unknown: no reply yet; none: replies carry no quota headers. */
  let quotaKnown: 'unknown' | 'none' | 'known' = 'unknown';
  let window: Window | undefined;
  let lastQuota: number | undefined;
  let lastWindowMs: number | undefined;
  let inFlight = 0;
  let probeSentAt: number | undefined;
  let alarm: { at: number; cancel(): void } | undefined;

  return { acquire, state, cap: (name) => endpointOf(name).cap };

  function acquire(name: string, call: Call): Promise<Permit> {
    if (call.signal?.aborted) return Promise.reject(cancelled(call));
    const endpoint = endpointOf(name);
    const now = clock.now();
    if (waiters.length === 0 && free(endpoint, now, call)) return Promise.resolve(admit(endpoint, now));
    return new Promise((resolve, reject) => {
      const onAbort = () => leave(waiter, cancelled(call));
      const waiter: Waiter = {
        name,
        endpoint,
        call,
        toldUntil: 0,
        resolve(permit) {
          call.signal?.removeEventListener('abort', onAbort);
          resolve(permit);
        },
        reject(error) {
          call.signal?.removeEventListener('abort', onAbort);
          reject(error);
        },
      };
      call.signal?.addEventListener('abort', onAbort);
      // Interactive calls pass bulk work; among equals the first come is the first served.
      const place = call.bulk ? waiters.length : waiters.findIndex((other) => other.call.bulk);
      waiters.splice(place < 0 ? waiters.length : place, 0, waiter);
      admitWaiters();
    });
  }

  function leave(waiter: Waiter, error: unknown): void {
    const place = waiters.indexOf(waiter);
    if (place >= 0) waiters.splice(place, 1);
    waiter.reject(error);
  }

  function free(endpoint: EndpointCap, now: number, call: Call): boolean {
    const places = call.bulk && endpoint.cap > 1 ? endpoint.cap - 1 : endpoint.cap;
    return endpoint.inFlight < places && available(now, call) > 0;
  }

  /** All that is decided in one go is decided for one moment: a window must not end between a question and the next. */
  function available(now: number, call?: Call): number {
    if (quotaKnown === 'none') return Number.POSITIVE_INFINITY;
    if (window && now < window.resetAt) {
      return window.minLeft - reserve(window, call) - inFlight;
    }
    // Nothing is known of this window yet: one request flies alone and brings the numbers.
    return probeSentAt === undefined || now - probeSentAt >= probePatienceMs ? 1 : 0;
  }

  function admit(endpoint: EndpointCap, sentAt: number): Permit {
    const probing = quotaKnown !== 'none' && !(window && sentAt < window.resetAt);
    if (probing) probeSentAt = sentAt;
    inFlight += 1;
    endpoint.inFlight += 1;
    const wasFull = endpoint.inFlight >= endpoint.cap;
    const { changes } = endpoint;
    const sentIn = window;
    const silentBefore = window?.silent ?? 0;
    let released = false;
    return {
      sentAt,
      release(reply, reached = reply !== undefined) {
        if (released) return;
        released = true;
        inFlight -= 1;
        endpoint.inFlight -= 1;
        if (probing && probeSentAt === sentAt) probeSentAt = undefined;
        // Whatever reached the store took a unit, also where no reply tells what is left.
        const left = reply && numberHeader(reply, 'x-rate-limit-requests-left');
        if (reached && left === undefined && window && window === sentIn) {
          window.silent += 1;
          window.minLeft -= 1;
        }
        if (reply) {
          observeQuota(reply, window === sentIn ? silentBefore : 0);
          const now = clock.now();
          const observed = { status: reply.status, left, sentAt, now, wasFull, changes };
          observeCap(endpoint, observed, () => quotaWouldBeLeft(endpoint, now));
        }
        admitWaiters();
      },
    };
  }

  /** `silentBefore`: silent requests of the window when this one left; those after it need not be in its Left yet. */
  function observeQuota(reply: HttpResponse, silentBefore: number): void {
    const left = numberHeader(reply, 'x-rate-limit-requests-left');
    const resetMs = numberHeader(reply, 'x-rate-limit-time-reset-ms');
    if (left === undefined || resetMs === undefined) {
      if (reply.status < 300) {
        quotaKnown = 'none';
        window = undefined;
      }
      return;
    }
    const now = clock.now();
    const resetAt = now + resetMs;
    const windowMs = numberHeader(reply, 'x-rate-limit-time-window-ms') ?? 30_000;
    const quota = numberHeader(reply, 'x-rate-limit-requests-quota') ?? left;
    quotaKnown = 'known';
    lastQuota = quota;
    lastWindowMs = windowMs;
    if (!window || resetAt > window.resetAt + windowMs / 2) window = { resetAt, minLeft: left, quota, silent: 0 };
    else if (resetAt > window.resetAt - windowMs / 2) {
      // Each reply bounds the true end of the window from above; the smallest bound is the nearest.
      window.resetAt = Math.min(window.resetAt, resetAt);
      window.minLeft = Math.min(window.minLeft, left - (window.silent - silentBefore));
      window.quota = quota;
    }
  }

  /** At the present pace the window would end with units unused: only then is more concurrency worth its risk. */
  function quotaWouldBeLeft(endpoint: EndpointCap, now: number): boolean {
    if (!window) return true;
    const pace = endpoint.cap / Math.max(1, endpoint.latencyMs);
    return available(now) > pace * Math.max(0, window.resetAt - now);
  }

  function admitWaiters(): void {
    const now = clock.now();
    for (let i = 0; i < waiters.length; ) {
      const waiter = waiters[i]!;
      const deadline = waiter.call.deadline;
      const wait = spentFor(now, waiter.call);
      if (now >= deadline || wait > deadline - now) {
        waiters.splice(i, 1);
        waiter.reject(wait > 0 ? overdue(waiter.call, wait) : overdue(waiter.call, 1_000, 'no place was free'));
      } else if (free(waiter.endpoint, now, waiter.call)) {
        waiters.splice(i, 1);
        waiter.resolve(admit(waiter.endpoint, now));
      } else {
        if (wait > 0) tell(waiter, now, wait);
        i += 1;
      }
    }
    setAlarm(now);
  }

  /** Once a window, whether it was spent when the waiter came or became so later. */
  function tell(waiter: Waiter, now: number, ms: number): void {
    if (now < waiter.toldUntil) return;
    waiter.toldUntil = now + ms;
    waiter.call.onWait?.({ reason: 'quota', ms, endpoint: waiter.name });
  }

  /** Milliseconds until the window ends, when it has no unit left; else 0. */
  function spentFor(now: number, call?: Call): number {
    if (!window || now >= window.resetAt) return 0;
    return window.minLeft > reserve(window, call) ? 0 : window.resetAt - now;
  }

  /** Units of each window that `quota_share` leaves to the shop's other apps. */
  function reserve({ quota }: Window, call?: Call): number {
    return Math.floor(quota * (1 - Math.min(quotaShare, call?.quotaShare ?? 1)));
  }

  /** Wakes the waiters at the next moment at which something changes without a reply. */
  function setAlarm(now: number): void {
    let at = Number.POSITIVE_INFINITY;
    if (waiters.length > 0) {
      const spent = waiters.some((waiter) => available(now, waiter.call) <= 0);
      if (window && now < window.resetAt && spent) at = window.resetAt;
      else if (probeSentAt !== undefined && available(now) <= 0) at = probeSentAt + probePatienceMs;
      for (const waiter of waiters) at = Math.min(at, waiter.call.deadline);
    }
    if (alarm && alarm.at <= at && at !== Number.POSITIVE_INFINITY) return;
    alarm?.cancel();
    alarm = undefined;
    if (at === Number.POSITIVE_INFINITY) return;
    const { done, cancel } = clock.wait(Math.max(0, at - now));
    const mine = { at, cancel };
    alarm = mine;
    done.then(() => {
      if (alarm !== mine) return;
      alarm = undefined;
      admitWaiters();
    });
  }

  function endpointOf(name: string): EndpointCap {
    let endpoint = endpoints.get(name);
    if (!endpoint) {
      endpoint = openEndpointCap(name);
      endpoints.set(name, endpoint);
    }
    return endpoint;
  }

  function state(): QuotaState {
    const now = clock.now();
    const resetMs = window ? Math.max(0, window.resetAt - now) : undefined;
    return {
      ...(lastQuota !== undefined && { quota: lastQuota }),
      ...(lastWindowMs !== undefined && { windowMs: lastWindowMs }),
      ...(resetMs !== undefined && { resetMs }),
      available: Math.max(0, available(now)),
      inFlight,
      waiting: waiters.length,
    };
  }
}

/** A header that holds a number, undefined where it is absent or anything else. */
export function numberHeader(reply: HttpResponse, name: string): number | undefined {
  const text = reply.headers[name];
  if (text === undefined || text === '') return undefined;
  const value = Number(text);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}
