import type { ImportView } from '../../../../../src/hosts/http/api-types.ts';
import { count } from '../../../parts/amounts.ts';

/** What went wrong on the way and did no harm, in one sentence; undefined where nothing did. */
export function survivedWords({ survived }: Pick<ImportView, 'survived'>): string | undefined {
  if (!survived) return undefined;
  const { replies_lost, server_errors, not_reached, rate_limited } = survived;
  const parts = [
    replies_lost > 0 && `${count(replies_lost, 'answer')} that got lost`,
    server_errors > 0 && count(server_errors, 'error of the store', 'errors of the store'),
    not_reached > 0 && `${count(not_reached, 'call')} that did not get through`,
    rate_limited > 0 && `${count(rate_limited, 'refusal')} because of too many calls`,
  ].filter((part) => part !== false);
  return parts.length === 0
    ? undefined
    : `Survived: ${new Intl.ListFormat('en').format(parts)}. Nobody was lost or doubled by that.`;
}
