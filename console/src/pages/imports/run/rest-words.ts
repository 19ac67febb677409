import type { ImportView } from '../../../../../src/hosts/http/api-types.ts';
import { amount, count } from '../../../parts/amounts.ts';
import { fates } from './import-words.ts';

/** "1,180 created, 12 skipped, 8 rejected" */
export function fatesInWords(view: ImportView): string {
  const reached = fates.filter((fate) => view[fate] > 0).map((fate) => `${amount(view[fate])} ${fate}`);
  if (view.pending > 0) reached.push(`${amount(view.pending)} not sent`);
  return reached.length > 0 ? reached.join(', ') : 'no rows';
}

export type RestWords = {
  type: 'success' | 'warning' | 'error' | 'info';
  header: string;
  /** Sentences: what it means, and what to do next. */
  texts: string[];
  /** Where the user has to go to set it right. */
  link?: { text: string; to: string };
};

/** Why an import rests, what that means, and what to do next. */
export function restWords(view: ImportView): RestWords {
  const { state, pending, purged_at } = view;
  const words = fatesInWords(view);
  if (state === 'paused') return pausedWords(view);
  if (state === 'cancelled')
    return {
      type: 'info',
      header: `Cancelled: ${words}`,
      texts: [
        pending > 0
          ? `What reached the store stays there. For the other ${count(pending, 'row')}, import the file again: customers who are in the store already are skipped.`
          : 'Every row had its fate already.',
      ],
    };
  const texts = [...(purged_at ? [] : nextSteps(view))];
  return { type: view.failed + view.rejected > 0 ? 'warning' : 'success', header: `Finished: ${words}`, texts };
}

function nextSteps({ failed, rejected, warnings }: ImportView): string[] {
  return [
    ...(failed > 0
      ? [`${count(failed, 'row')} failed for a reason that may pass. Retry the failed: nothing else is sent again.`]
      : []),
    ...(rejected > 0
      ? [
          `${count(rejected, 'row')} cannot go in as written. Download the rejects, correct them in a spreadsheet, and import that file.`,
        ]
      : []),
    ...(warnings > 0
      ? [`${count(warnings, 'customer')} went in without something, such as an address. The warnings say what.`]
      : []),
    ...(failed + rejected + warnings === 0 ? ['Every row went as it should. There is nothing left to do.'] : []),
  ];
}

function pausedWords(view: ImportView): RestWords {
  const { reason, pending } = view;
  const rest = `${count(pending, 'row')} ${pending === 1 ? 'is' : 'are'} left.`;
  if (!reason || reason.code === 'paused')
    return {
      type: 'info',
      header: 'Paused',
      texts: [`Nothing is sent to the store. ${rest} Resume it whenever you like.`],
    };
  switch (reason.code) {
    case 'limit_reached':
      return {
        type: 'info',
        header: 'The trial rows are through',
        texts: [`${reason.message} Look at them in the store, then resume for the rest: ${rest}`],
      };
    case 'unauthorized':
    case 'forbidden':
      return {
        type: 'error',
        header: 'Paused: the store refuses the access token',
        texts: [reason.message, 'Give the store a new token, then come back and resume. Nothing is lost.'],
        link: { text: 'Go to the stores', to: '/stores' },
      };
    case 'disk_full':
      return { type: 'error', header: 'Paused: the disk is full', texts: [reason.message] };
    case 'network':
    case 'timeout':
    case 'store_unavailable':
    case 'rate_limited':
    case 'outcome_unknown':
      return {
        type: 'warning',
        header: 'Paused: the store does not answer as it should',
        texts: [reason.message, `Wait a few minutes, then resume. Nothing is lost, and nothing is sent twice. ${rest}`],
      };
    default:
      return {
        type: 'error',
        header: 'Paused: something is in the way',
        texts: [reason.message, `Once that is set right, resume. Nothing is lost. ${rest}`],
      };
  }
}
