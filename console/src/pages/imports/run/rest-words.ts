import type { ImportView } from '../../../../../src/hosts/http/api-types.ts';
import { amount, count } from '../../../parts/amounts.ts';
import { fates, fateWords } from './fates.ts';

export type RestWords = {
  tone: 'success' | 'warning' | 'danger' | 'primary' | 'secondary';
  header: string;
  /** Sentences: what it means, and what to do next. */
  texts: string[];
  /** Where that is done. */
  links: { text: string; to: string }[];
};

/** "1,180 created, 12 skipped, 8 rejected" */
function fatesInWords(view: ImportView): string {
  const reached = [...fates, 'pending' as const]
    .filter((fate) => view[fate] > 0)
    .map((fate) => `${amount(view[fate])} ${fateWords(fate)}`);
  return reached.length > 0 ? reached.join(', ') : 'no rows';
}

/** Why an import rests, what that means, and what to do next. */
export function restWords(view: ImportView): RestWords {
  if (view.state === 'paused') return pausedWords(view);
  if (view.state === 'cancelled') return cancelledWords(view);
  const { failed, rejected, warnings, created, updated } = view;
  const went = failed + rejected === 0;
  const header = `Finished: ${fatesInWords(view)}`;
  if (view.purged_at) return { tone: went ? 'success' : 'warning', header, texts: [], links: [] };
  const texts = [
    ...(failed > 0
      ? [`${count(failed, 'row')} failed for a reason that may pass. Retry the failed: nothing else is sent again.`]
      : []),
    ...(rejected > 0
      ? [
          `${count(rejected, 'row')} cannot go in as written. Correct ${rejected === 1 ? 'it' : 'them'} here as a new import, or in a spreadsheet: download the rejects, mend them, and import that file.`,
        ]
      : []),
    ...(warnings > 0
      ? [`${count(warnings, 'row')} went in without something, such as an address. The warnings say what.`]
      : []),
    ...(failed + rejected + warnings === 0 ? ['Every row went as it should. There is nothing left to do.'] : []),
  ];
  const links = [
    ...(created + updated > 0 ? [{ text: 'See your customers', to: '/customers' }] : []),
    ...(rejected > 0 ? [{ text: 'Download the rejects', to: `/api/imports/${view.import_id}/report/rejects` }] : []),
  ];
  return { tone: went ? 'success' : 'warning', header, texts, links };
}

function cancelledWords(view: ImportView): RestWords {
  const { pending, failed, started_at } = view;
  const isUntouched = started_at === undefined;
  const again = `For the ${count(pending, 'row')} without a fate, import the file again: customers who are in the store already are skipped.`;
  const lacking = `${count(failed, 'row')} failed, which may have got in without a part, such as the newsletter: their errors say what is left. Import the file again and choose “Update them from the file” to complete them.`;
  return {
    tone: 'secondary',
    header: isUntouched ? 'Cancelled before it began' : `Cancelled: ${fatesInWords(view)}`,
    texts: isUntouched
      ? ['Nothing was sent to the store. To import the file after all, choose it again.']
      : ['What reached the store stays there.', ...(pending > 0 ? [again] : []), ...(failed > 0 ? [lacking] : [])],
    links: [],
  };
}

function pausedWords(view: ImportView): RestWords {
  const { reason, pending } = view;
  const rest = `${count(pending, 'row')} ${pending === 1 ? 'is' : 'are'} left.`;
  if (!reason || reason.code === 'paused')
    return {
      tone: 'primary',
      header: 'Paused',
      texts: [`Nothing is sent to the store. ${rest} Resume it whenever you like.`],
      links: [],
    };
  switch (reason.code) {
    case 'limit_reached':
      return {
        tone: 'primary',
        header: 'The trial rows are through',
        texts: [`${reason.message} Look at them in the store, then resume for the rest. ${rest}`],
        links: [{ text: 'See your customers', to: '/customers' }],
      };
    case 'unauthorized':
    case 'forbidden':
      return {
        tone: 'danger',
        header: 'Paused: the store refuses the access token',
        texts: [reason.message, 'Give the store a new token, then come back and resume. Nothing is lost.'],
        links: [{ text: 'Go to the stores', to: '/stores' }],
      };
    case 'disk_full':
      return { tone: 'danger', header: 'Paused: the disk is full', texts: [reason.message], links: [] };
    case 'network':
    case 'timeout':
    case 'store_unavailable':
    case 'rate_limited':
    case 'outcome_unknown':
      return {
        tone: 'warning',
        header: 'Paused: the store does not answer as it should',
        texts: [reason.message, `Wait a few minutes, then resume. Nothing is lost, and nothing is sent twice. ${rest}`],
        links: [],
      };
    default:
      return {
        tone: 'danger',
        header: 'Paused: something is in the way',
        texts: [reason.message, `Once that is set right, resume. Nothing is lost. ${rest}`],
        links: [],
      };
  }
}
