import type { Tone } from '../../parts/pill.tsx';

/** What became of requests, in words. @param reply A status, `lost` or `truncated` */
export function replyWords(reply: string): { text: string; tone: Tone } {
  if (reply === 'lost') return { text: 'connection lost', tone: 'danger' };
  if (reply === 'truncated') return { text: 'answer cut off', tone: 'danger' };
  if (reply === '429') return { text: 'refused as too many (429)', tone: 'warning' };
  if (reply === '404') return { text: 'not found (404)', tone: 'secondary' };
  const status = Number(reply);
  if (status >= 500) return { text: `server error (${reply})`, tone: 'danger' };
  if (status >= 400) return { text: `turned down (${reply})`, tone: 'warning' };
  return { text: `answered (${reply})`, tone: 'success' };
}
