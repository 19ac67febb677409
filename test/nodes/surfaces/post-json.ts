import type { Answer } from '../surface.ts';

export async function postJson(url: string, body: object): Promise<Answer> {
  const reply = await fetch(url, {
    method: 'POST',
    headers: { authorization: 'Bearer matrix-key', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await reply.json()) as Answer;
}
