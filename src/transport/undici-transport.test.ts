import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type HttpRequest, TransportFailure } from '../bigcommerce/index.ts';
import { createTransport, type TransportOptions } from './undici-transport.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function open(options?: TransportOptions) {
  const made = createTransport(options);
  cleanups.push(() => made.close());
  return made.transport;
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function serveTcp(onSocket: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const post = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST',
  url: `${url}/stores/abc/v3/customers?x=1`,
  headers: { 'x-auth-token': 'secret', 'content-type': 'application/json' },
  body: '[{"email":"ana@example.com"}]',
  timeoutMs: 10_000,
  ...more,
});

async function failureOf(sending: Promise<unknown>): Promise<TransportFailure> {
  const error = await sending.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(TransportFailure);
  return error as TransportFailure;
}

describe('a request that is answered', () => {
  test('arrives as it was given, with our User-Agent, and the reply comes back whole', async () => {
    let seen: Record<string, unknown> = {};
    const url = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        seen = { method: request.method, url: request.url, headers: request.headers, body };
        response.writeHead(422, { 'X-Rate-Limit-Requests-Left': '149', 'X-Two': ['a', 'b'] });
        response.end('{"title":"ño"}');
      });
    });
    const reply = await open({ userAgent: 'rollcall/1.2.3' })(post(url));
    expect(seen).toMatchObject({
      method: 'POST',
      url: '/stores/abc/v3/customers?x=1',
      body: '[{"email":"ana@example.com"}]',
      headers: { 'x-auth-token': 'secret', 'user-agent': 'rollcall/1.2.3' },
    });
    expect(reply).toMatchObject({ status: 422, body: '{"title":"ño"}' });
    expect(reply.headers).toMatchObject({ 'x-rate-limit-requests-left': '149', 'x-two': 'a, b' });
  });

  test('shares kept-alive connections, and sixteen may be in flight at once', async () => {
    const waiting: (() => void)[] = [];
    const sockets = new Set<unknown>();
    const url = await serve((request, response) => {
      sockets.add(request.socket);
      waiting.push(() => response.end('{}'));
      if (waiting.length === 16) for (const answer of waiting.splice(0)) answer();
    });
    const transport = open();
    for (let round = 0; round < 10; round += 1) {
      const replies = await Promise.all(
        Array.from({ length: 16 }, () => transport({ method: 'GET', url, headers: {}, timeoutMs: 10_000 })),
      );
      expect(replies.map(({ status }) => status)).toEqual(Array(16).fill(200));
    }
    expect(sockets.size).toBeLessThan(64);
  });
});

describe('a request that never left', () => {
  test('says so when nothing listens', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const failure = await failureOf(open()(post(`http://127.0.0.1:${port}`)));
    expect(failure).toMatchObject({ kind: 'connect', reached: false });
    expect(failure.message).toContain('ECONNREFUSED');
  });

  test('says so when the host name does not exist', async () => {
    const failure = await failureOf(open()(post('http://no-such-host.invalid')));
    expect(failure).toMatchObject({ kind: 'connect', reached: false });
  });

  test('says so when the other side does not speak TLS', async () => {
    const url = await serveTcp((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const failure = await failureOf(open()(post(url.replace('http:', 'https:'))));
    expect(failure).toMatchObject({ kind: 'connect', reached: false });
  });

  test('says so when it is cancelled before it starts', async () => {
    let requests = 0;
    const url = await serve((_, response) => {
      requests += 1;
      response.end('{}');
    });
    const failure = await failureOf(open()(post(url, { signal: AbortSignal.abort() })));
    expect(failure).toMatchObject({ kind: 'aborted', reached: false });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(requests).toBe(0);
  });

  test('says so when its time is spent waiting for a connection', async () => {
    const paths: (string | undefined)[] = [];
    const url = await serve((request) => void paths.push(request.url));
    const transport = open({ connections: 1 });
    const leave = new AbortController();
    const first = failureOf(transport(post(url, { timeoutMs: 60_000, signal: leave.signal })));
    const second = await failureOf(transport(post(`${url}/second`, { timeoutMs: 100 })));
    expect(second).toMatchObject({ kind: 'timeout', reached: false });
    await expect.poll(() => paths).toHaveLength(1);
    leave.abort();
    expect(await first).toMatchObject({ kind: 'aborted', reached: true });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(paths).not.toContainEqual(expect.stringContaining('second'));
  });
});

describe('a request that may have been executed', () => {
  /** To be sent, also where all else is busy. */
  const longEnough = 3_000;

  test('counts as reached when no reply comes in time', async () => {
    const url = await serve(() => undefined);
    const failure = await failureOf(open()(post(url, { timeoutMs: longEnough })));
    expect(failure).toMatchObject({ kind: 'timeout', reached: true });
  });

  test('counts as reached when the reply begins in time but does not end', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200);
      response.write('{"data":[');
    });
    const failure = await failureOf(open()(post(url, { timeoutMs: longEnough })));
    expect(failure).toMatchObject({ kind: 'timeout', reached: true });
  });

  test('counts as reached when the connection is reset', async () => {
    const url = await serve((request) => request.socket.resetAndDestroy());
    const failure = await failureOf(open()(post(url)));
    expect(failure).toMatchObject({ kind: 'reset', reached: true });
  });

  test('counts as reached when the store closes the connection without a word', async () => {
    const url = await serveTcp((socket) => socket.once('data', () => socket.end()));
    const failure = await failureOf(open()(post(url)));
    expect(failure).toMatchObject({ kind: 'reset', reached: true });
  });

  test('counts as reached when the body is cut short', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"data":[');
      setTimeout(() => response.destroy(), 50);
    });
    const failure = await failureOf(open()(post(url)));
    expect(failure).toMatchObject({ kind: 'truncated', reached: true });
  });

  test('counts as reached when the reply does not stop: it is not kept in memory until then', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200);
      const more = (): void => void response.write('x'.repeat(10_000), () => response.destroyed || more());
      more();
    });
    const failure = await failureOf(open({ maxReplyBytes: 100_000 })(post(url, { timeoutMs: 60_000 })));
    expect(failure).toMatchObject({ kind: 'truncated', reached: true });
  });

  test('counts as reached when it is cancelled in flight', async () => {
    const control = new AbortController();
    const url = await serve(() => control.abort());
    const failure = await failureOf(open()(post(url, { signal: control.signal })));
    expect(failure).toMatchObject({ kind: 'aborted', reached: true });
  });

  test('is not sent a second time, not even when its kept-alive connection turns out to be closed', async () => {
    let requests = 0;
    const url = await serveTcp((socket) => {
      socket.on('data', () => {
        requests += 1;
        if (requests === 1) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
        else socket.destroy();
      });
    });
    const transport = open({ connections: 1 });
    await transport(post(url));
    const failure = await failureOf(transport(post(url)));
    expect(failure).toMatchObject({ kind: 'reset', reached: true });
    expect(requests).toBe(2);
  });
});

test('closing waits for the request in flight', async () => {
  const url = await serve((_, response) => void setTimeout(() => response.end('{}'), 100));
  const { transport, close } = createTransport();
  const sending = transport(post(url));
  await Promise.all([close(), close()]);
  expect((await sending).status).toBe(200);
  expect(await failureOf(transport(post(url)))).toMatchObject({ kind: 'connect', reached: false });
});
