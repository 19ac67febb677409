import { type ImportRecord, pendingOf } from '../../../imports/index.ts';
import { count } from '../../amounts.ts';
import { describeQuestion } from '../../describe-question.ts';
import { describeMails } from './describe-check.ts';

/** `Create 79 customers in Acme (abc123)? 8 calls, about 1 min, no e-mail will be sent`; undefined where nothing would be written. */
export function describeStart(record: ImportRecord, limit?: number): string | undefined {
  const question = describeQuestion(record, limit)?.replace(/ \[y\/N\]$/, '');
  if (question === undefined || !record.check) return question;
  const { store_credit_total: credit, newsletter, missing, would } = record.check;
  const more = [
    would.rejected > 0 && `${count(would.rejected, 'row')} left out`,
    credit !== 0 && `store credit of ${credit.toLocaleString('en', { minimumFractionDigits: 2 })} in total`,
    newsletter.carried && newsletter.subscribed > 0 && `${count(newsletter.subscribed, 'newsletter subscription')}`,
    missing &&
      `${count(missing.groups.length + missing.attributes.length, 'group or attribute', 'groups and attributes')} made`,
  ].filter((part) => typeof part === 'string');
  return `${question}; ${[`file ${shown(record.file)}`, ...more].join(', ')}`;
}

/** What a resumed import still has before it. */
export function describeGoingOn(record: ImportRecord, limit?: number): string {
  const { file, storeName, storeHash, options, reason } = record;
  const pending = pendingOf(record);
  const store = storeName === undefined ? storeHash : `${storeName} (${storeHash})`;
  const rows =
    limit !== undefined && limit < pending
      ? `the next ${limit} of ${count(pending, 'row')}`
      : `${count(pending, 'row')}`;
  return `Go on with the import of ${shown(file)} into ${store}? ${rows} to go, ${describeMails(options)}${reason ? `. It is paused: ${reason.message}` : ''}`;
}

/** Whoever named the file has no say in the question. */
function shown(file: string): string {
  const name = file.replace(/[\p{C}\s]+/gu, ' ');
  return `"${name.length > 60 ? `${name.slice(0, 59)}…` : name}"`;
}
