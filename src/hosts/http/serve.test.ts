import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiKey, type OpenedApp, openApp } from '../fixtures/open-app.ts';
import { serve } from './serve.ts';

let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp({ latency: [300, 300] });
});
afterAll(() => opened.close());

const person = (email: string) => JSON.stringify({ email, first_name: 'Ana', last_name: 'Ruiz' });

function create(at: number, email: string, signal?: AbortSignal) {
  return fetch(`http://127.0.0.1:${at}/api/nodes/BigcommerceCreateCustomer/run`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: person(email),
    ...(signal && { signal }),
  });
}

/** Waits until a request is under way to the store. */
const isSending = () => expect.poll(() => opened.sandbox.sandbox.stats().in_flight, { interval: 5 }).toBe(1);

async function exists(email: string): Promise<boolean> {
  return opened.sandbox.sandbox.customers().some((customer) => customer.email === email);
}

test('a server that stops takes no more requests, but those under way get their answer', async () => {
  const served = await serve(opened.app.fetch, { host: '127.0.0.1', port: 0 });
  opened.setPort(served.port);
  const sending = create(served.port, 'late@example.com');
  await isSending();
  const closing = served.close(10_000);
  await expect(create(served.port, 'later@example.com')).rejects.toThrow();
  const response = await sending;
  expect(response.status).toBe(200);
  await response.text();
  await closing;
  expect(await exists('late@example.com')).toBe(true);
  expect(await exists('later@example.com')).toBe(false);
});

test('a server that stops does not wait without end for a request that does not end', async () => {
  const arrived = Promise.withResolvers<void>();
  const handle = () => {
    arrived.resolve();
    return new Promise<Response>(() => undefined);
  };
  const served = await serve(handle, { host: '127.0.0.1', port: 0 });
  const sending = create(served.port, 'never@example.com');
  sending.catch(() => undefined);
  await arrived.promise;
  await served.close(50);
  await expect(sending).rejects.toThrow();
});

test('a caller that hangs up does not stop a write: the customer is there, and the app waits for it before it ends', async () => {
  const served = await serve(opened.app.fetch, { host: '127.0.0.1', port: 0 });
  opened.setPort(served.port);
  const control = new AbortController();
  const sending = create(served.port, 'gone@example.com', control.signal);
  sending.catch(() => undefined);
  await isSending();
  control.abort();
  await served.close(0);
  await opened.app.settled();
  expect(await exists('gone@example.com')).toBe(true);
});

test('whoever does not finish the head of a request, or sends on after the answer, does not keep its connection', async () => {
  const served = await serve(opened.app.fetch, { host: '127.0.0.1', port: 0, headMs: 300 });
  opened.setPort(served.port);
  const head = (text: string) => `${text} HTTP/1.1\r\nHost: 127.0.0.1:${served.port}\r\n`;
  const dripping = ['', head('GET /healthz'), `${head('GET /healthz')}Content-Length: 1000000\r\n\r\n`];
  const sockets = dripping.map((begin) => {
    const socket = connect(served.port, '127.0.0.1');
    const drip = setInterval(() => socket.write('x'), 50);
    if (begin) socket.write(begin);
    else clearInterval(drip);
    // To write to a connection that was cut is an error.
    socket.on('error', () => undefined).resume();
    return new Promise((resolve) => socket.once('close', resolve)).finally(() => clearInterval(drip));
  });
  await Promise.all(sockets);
  await served.close(0);
});
