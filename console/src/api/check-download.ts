import { failureOf, fetchAnswer } from './request.ts';

/** Resolves where the address would answer with its file; nothing of it is loaded. @throws {ApiError} what the API says instead */
export async function checkDownload(href: string): Promise<void> {
  const head = await fetchAnswer(href, { method: 'HEAD' });
  if (head.ok) return;
  // A head has no body: the words come with the second answer.
  const answer = await fetchAnswer(href, { method: 'GET' });
  if (answer.ok) return void answer.body?.cancel();
  throw failureOf(answer.status, await answer.json().catch(() => undefined));
}
