import type { Summary } from '../../../imports/index.ts';
import { count, enumerate } from '../../amounts.ts';

/** What went wrong on the way and did no harm: `Survived: 7 refusals for too many calls and 2 lost replies.` Undefined where nothing did. */
export function describeSurvived({ survived }: Pick<Summary, 'survived'>): string | undefined {
  if (!survived) return undefined;
  const { rate_limited, server_errors, replies_lost, not_reached } = survived;
  const met = [
    rate_limited > 0 && count(rate_limited, 'refusal for too many calls', 'refusals for too many calls'),
    server_errors > 0 && count(server_errors, 'server error'),
    replies_lost > 0 && count(replies_lost, 'lost reply', 'lost replies'),
    not_reached > 0 && count(not_reached, 'call that did not get through', 'calls that did not get through'),
  ].filter((part) => part !== false);
  return met.length === 0 ? undefined : `Survived: ${enumerate(met)}.`;
}
