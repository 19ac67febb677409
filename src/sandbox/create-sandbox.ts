import { checkOptions, checkQuota } from './check-options.ts';
import { control } from './control.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { createFaults, type Fault, type Faults } from './faults/create-faults.ts';
import { partOfBatch } from './faults/partial-reply.ts';
import { type Answer, problem, Refusal, serverError } from './http/answer.ts';
import { authenticate, readHeader } from './http/authenticate.ts';
import { concurrencyCap } from './http/concurrency-caps.ts';
import { httpDate } from './http/dates.ts';
import { parseQuery, type Query } from './http/query.ts';
import { createQuota, type Quota } from './http/quota.ts';
import { readBody, UNREADABLE } from './http/read-body.ts';
import { DEFAULT_SCOPES } from './http/scopes.ts';
import { splitUrl } from './http/split-url.ts';
import { commitLine, replay, snapshotLines } from './journal/journal-lines.ts';
import type {
  Sandbox,
  SandboxClock,
  SandboxCustomer,
  SandboxOptions,
  SandboxReply,
  SandboxRequest,
} from './options.ts';
import { findRoute, ROUTES, type Route } from './routes.ts';
import { countUnknown, createCounters, endpointCounter, readStats } from './stats.ts';
import { applyChange, type Cause, createStore, livingRows, logChange, type Store } from './store/store.ts';
import { customerView } from './v3/customer-view.ts';

const SYSTEM_CLOCK: SandboxClock = {
  now: Date.now,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** A journal is rewritten when it holds more than twice the rows that live, but not for less than this. */
const COMPACT_ROWS = 20_000;

const ENDPOINTS = Object.keys(ROUTES);

/**
 * A stateful BigCommerce store in memory: customers, addresses, attributes, groups, subscribers, orders and shipments behind the documented
 * envelopes, errors, filters, limits, quota and concurrency caps. It is a function from request to reply with an injected clock; a server around
 * it, a test or a simulation drive the same one with serialised bytes. It sends no email and calls no webhook.
 *
 * @throws {TypeError} for an option or a fault rule that makes no sense, {Error} for a journal that cannot be read
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  checkOptions(options, ENDPOINTS);
  const {
    storeHash = 'sandbox1',
    accessToken = 'sandbox-access-token',
    scopes = DEFAULT_SCOPES,
    quota: firstUnits = 150,
    windowMs = 30_000,
    clock = SYSTEM_CLOCK,
    random = Math.random,
    latency,
    journal,
  } = options;
  const identity = { storeHash, accessToken, scopes };
  let store: Store;
  let faults: Faults;
  let units = firstUnits;
  let quota: Quota;
  let counters = createCounters();
  let startedAt = 0;
  let requestNumber = 0;
  let inFlight = 0;
  const resetListeners: (() => void)[] = [];
  /** Whether it was said that the journal cannot be written. */
  let complained = false;
  /** Rises with every reset, so that a late commit, or a request still open, knows that its store is gone. */
  let life = 0;

  setFaults(options.faults ?? []);
  begin(options.empty ?? false, journal !== undefined);

  function begin(empty: boolean, readJournal: boolean): void {
    const next = createStore();
    const now = clock.now();
    const known = readJournal && journal && journal.size() > 0;
    const rows = known ? replay(next, journal) : 0;
    if (!known && !empty) seedDemo(next, Math.floor(now / 1000));
    if (journal && (!known || rows > Math.max(COMPACT_ROWS, 2 * livingRows(next))))
      journal.replace(snapshotLines(next));
    // Whoever cannot write the new beginning keeps the old store.
    store = next;
    life += 1;
    startedAt = now;
    counters = createCounters();
    quota = createQuota({ quota: units, windowMs, startedAt });
    quota.setThief(faults.thief, startedAt);
  }

  function setFaults(rules: SandboxOptions['faults']): void {
    faults = createFaults(rules ?? [], ENDPOINTS);
    quota?.setThief(faults.thief, clock.now());
  }

  async function handle(request: SandboxRequest): Promise<SandboxReply> {
    const { path, query: queryText } = splitUrl(request.url);
    const query = parseQuery(queryText);
    if (path === '/_sandbox' || path.startsWith('/_sandbox/'))
      return toReply(control(sandbox, { method: request.method, path, query, body: request.body }), 'sandbox', false);
    counters.total += 1;
    requestNumber += 1;
    const requestId = readHeader(request.headers, 'x-request-id') ?? `sandbox-${requestNumber}`;
    const place = /^\/stores\/([^/]+)(\/.*)$/.exec(path);
    const route = place ? findRoute(request.method, place[2]!) : undefined;
    if (!place || !route) {
      countUnknown(counters, `${request.method} ${path}`);
      options.warn?.(`The sandbox does not know ${request.method} ${path}`);
      return toReply({ status: 404, text: 'The route is not found, check the URL' }, requestId, false);
    }
    const born = life;
    const counter = endpointCounter(counters, route.endpoint);
    counter.open += 1;
    inFlight += 1;
    if (counter.open > counter.mostOpen) counter.mostOpen = counter.open;
    let running = false;
    try {
      const denied = authenticate(
        readHeader(request.headers, 'x-auth-token'),
        { storeHash: place[1]!, endpoint: route.endpoint },
        identity,
      );
      const body = denied ? undefined : readBody(request);
      const items = Array.isArray(body) ? body.length : 0;
      const subject = { method: request.method, path: place[2]!, query, items };
      let fault = denied ? undefined : faults.meet('gate', subject);
      let refused = denied ?? (fault && tooMany('fault'));
      const bare = refused !== undefined;
      if (!refused) {
        refused = takePlace(counter.running, route.endpoint);
        running = refused === undefined;
        if (running) {
          counter.running += 1;
          if (Array.isArray(body)) counter.items[items] = (counter.items[items] ?? 0) + 1;
          fault = faults.meet('execution', subject);
        }
      }
      if (fault) counters.faults[fault.rule.kind] = (counters.faults[fault.rule.kind] ?? 0) + 1;
      if (latency) await clock.sleep(latency[0] + random() * (latency[1] - latency[0]));
      if (born !== life) return { lost: 'before' };
      const cause: Cause = {
        request_id: requestId,
        caller: readHeader(request.headers, 'x-sandbox-caller') ?? 'anonymous',
        endpoint: route.endpoint,
      };
      let reply = journal?.isBehind?.() ? await unkept(requestId) : undefined;
      if (!reply) {
        reply = refused
          ? toReply(refused, requestId, denied ? refused.status === 403 : !bare)
          : perform(route, query, body, fault, cause);
        if (journal?.flushed()) reply = (await unkept(requestId)) ?? reply;
      }
      const outcome = reply.lost ? 'lost' : reply.truncated ? 'truncated' : String(reply.status);
      counter.replies[outcome] = (counter.replies[outcome] ?? 0) + 1;
      return reply;
    } finally {
      counter.open -= 1;
      inFlight -= 1;
      if (running) counter.running -= 1;
    }
  }

  /** The reply to whoever waits for writes that cannot be put into the journal; undefined once all of them are there. */
  async function unkept(requestId: string): Promise<SandboxReply | undefined> {
    try {
      await journal?.flushed();
      complained = false;
      return undefined;
    } catch (error) {
      const text = `The sandbox cannot write ${journal?.file ?? 'its journal'}: ${(error as Error).message}`;
      if (!complained) options.warn?.(`${text}. Until it can, it answers 500.`);
      complained = true;
      return toReply({ status: 500, text }, requestId, false);
    }
  }

  /** A request that is refused for either reason takes no unit of the quota: our choice. */
  function takePlace(running: number, endpoint: string): Answer | undefined {
    const now = clock.now();
    const crowded = running >= concurrencyCap(endpoint, options.concurrency);
    if (crowded && quota.hasLeft(now)) return tooMany('concurrency');
    return quota.take(now) ? undefined : tooMany('quota');
  }

  function tooMany(reason: 'quota' | 'concurrency' | 'fault'): Answer {
    counters.refused[reason] += 1;
    return { ...problem(429, 'Too many requests'), ...(reason === 'quota' && { retryAfter: true }) };
  }

  /** Executes a request that was let in, and lets its fault befall it. */
  function perform(route: Route, query: Query, body: unknown, fault: Fault | undefined, cause: Cause): SandboxReply {
    const { request_id: id } = cause;
    if (!fault) return toReply(execute(route, query, body, cause), id, true);
    const { rule, random: draw } = fault;
    switch (rule.kind) {
      case 'lost-before':
        return { lost: 'before' };
      case '5xx':
        return toReply(serverError(rule.status ?? [500, 502, 503, 504][Math.floor(draw() * 4)]!), id, true);
      case 'lost-after':
        execute(route, query, body, cause);
        return { lost: 'after' };
      case 'late-commit': {
        commitLater(route, query, body, { ...cause, late: true }, rule.delay_ms ?? 3000);
        const dies = rule.reply ? rule.reply === 'lost' : draw() < 0.5;
        return dies ? { lost: 'before' } : toReply(serverError(504), id, true);
      }
      case 'partial': {
        const part = partOfBatch(body as unknown[], rule, draw);
        const answer = execute(route, query, part.items, cause);
        return toReply(answer.status < 300 ? part.answer(route.endpoint) : answer, id, true);
      }
      case 'truncated': {
        const reply = toReply(execute(route, query, body, cause), id, true);
        if (reply.lost || reply.body.length < 2) return reply;
        reply.headers['content-length'] = String(Buffer.byteLength(reply.body));
        return { ...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2)), truncated: true };
      }
      default:
        return toReply(execute(route, query, body, cause), id, true);
    }
  }

  function commitLater(route: Route, query: Query, body: unknown, cause: Cause, delayMs: number): void {
    const born = life;
    const commit = (): void => {
      if (born !== life) return;
      const answer = execute(route, query, body, cause);
      if (answer.status < 400) return;
      counters.faults['late-commit-refused'] = (counters.faults['late-commit-refused'] ?? 0) + 1;
    };
    // A clock that is stopped rejects: then that moment never comes.
    clock.sleep(delayMs).then(commit, () => undefined);
  }

  function execute(route: Route, query: Query, body: unknown, cause: Cause): Answer {
    if (body === UNREADABLE) return problem(400, 'Input is invalid');
    const now = clock.now();
    try {
      return route.run({
        store,
        storeHash,
        query,
        body,
        ids: route.ids,
        now: Math.floor(now / 1000),
        commit(change) {
          const entry = logChange(store, change, cause, now);
          applyChange(store, change);
          journal?.append(commitLine(entry, change));
        },
      });
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      throw error;
    }
  }

  function toReply(answer: Answer & { retryAfter?: boolean }, requestId: string, withQuota: boolean): SandboxReply {
    const now = clock.now();
    const headers: Record<string, string> = withQuota ? quota.headers(now) : {};
    headers.date = httpDate(now);
    // Our choice: the log of committed writes names the same id.
    headers['x-request-id'] = requestId;
    // Documented as being on some 429s; every second one here.
    if (answer.retryAfter && counters.refused.quota % 2 === 1) {
      headers['x-retry-after'] = String(Math.ceil(quota.reset(now) / 1000));
    }
    if (answer.json !== undefined) {
      headers['content-type'] = 'application/json';
      return { status: answer.status, headers, body: JSON.stringify(answer.json) };
    }
    const text = answer.text ?? answer.html;
    if (text === undefined) return { status: answer.status, headers, body: '' };
    headers['content-type'] = `text/${answer.html === undefined ? 'plain' : 'html'}; charset=utf-8`;
    return { status: answer.status, headers, body: text };
  }

  const sandbox: Sandbox = {
    storeHash,
    accessToken,
    handle,
    stats: () =>
      readStats(counters, store, {
        store_hash: storeHash,
        started_at: startedAt,
        now: clock.now(),
        in_flight: inFlight,
        windows: quota.windows(clock.now()),
      }),
    customers: () =>
      Array.from(store.customers, (row) => customerView(store, row, { storecredit: true }) as SandboxCustomer),
    creationLog: ({ after = 0 } = {}) => store.log.filter((entry) => entry.seq > after),
    faults: () => faults.rules,
    setFaults,
    quota: () => ({ units, windowMs }),
    setQuota(given) {
      checkQuota(given);
      units = given;
      quota.setUnits(given, clock.now());
    },
    reset({ empty = options.empty ?? false } = {}) {
      sandbox.setQuota(firstUnits);
      setFaults(options.faults);
      begin(empty, false);
      for (const listener of resetListeners) listener();
    },
    onReset(listener) {
      resetListeners.push(listener);
    },
  };
  return sandbox;
}
