import { expect, test } from 'vitest';
import { readBody, receiveFile } from './read-body.ts';

const post = (body: string | ReadableStream, headers: Record<string, string> = {}) =>
  new Request('http://127.0.0.1/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);

const text = (content: string) => new TextEncoder().encode(content);

test('a file is read as it comes, and its hash is that of all its bytes', async () => {
  const pieces = new ReadableStream({
    start(controller) {
      controller.enqueue(text('email\n'));
      controller.enqueue(text('a@b.example\n'));
      controller.close();
    },
  });
  const { content, hash } = receiveFile(post(pieces), { maxBytes: 100, hashed: true });
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString()).toBe('email\na@b.example\n');
  const unread = receiveFile(post('email\na@b.example\n'), { maxBytes: 100, hashed: true });
  expect(await hash()).toBe(await unread.hash());
});

test('a sender that falls silent or breaks off is told so, with what had come', async () => {
  const silent = new ReadableStream({
    start: (controller) => controller.enqueue(text('email\n')),
  });
  const stalled = receiveFile(post(silent), { maxBytes: 100, stallMs: 30 });
  await expect(stalled.content.toArray()).rejects.toMatchObject({
    code: 'invalid_params',
    retryable: true,
    message: 'The body brought nothing for 0.03 seconds, after 6 bytes. Send it again.',
  });
  const broken = new ReadableStream({
    pull(controller) {
      controller.error(new Error('connection reset'));
    },
  });
  await expect(readBody(post(broken), 100)).rejects.toMatchObject({ code: 'invalid_params', retryable: true });
});

test('who reads slowly is not taken for a sender that falls silent', async () => {
  const { content } = receiveFile(post('x'.repeat(200_000)), { maxBytes: 2 ** 20, stallMs: 30 });
  let size = 0;
  for await (const chunk of content) {
    size += (chunk as Buffer).length;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(size).toBe(200_000);
});

test('a body over its bound is refused in words, announced or not', async () => {
  expect(() => receiveFile(post('x', { 'content-length': '3000' }), { maxBytes: 2_048 })).toThrow('larger than 2 KiB');
  await expect(receiveFile(post('x'.repeat(11)), { maxBytes: 10 }).content.toArray()).rejects.toThrow(
    'The file is larger than 10 bytes. Split it, or compress it with gzip and send that.',
  );
  await expect(readBody(post('x'.repeat(11)), 10)).rejects.toMatchObject({ code: 'too_large' });
});
