import { type ImportRecord, pendingOf } from '../../../imports/index.ts';
import { count, firstOf } from '../../amounts.ts';
import { describeQuestion } from '../../describe-question.ts';
import { clearing, describeMails, sentenceCase } from './describe-check.ts';
import { unaskedOf } from './describe-unasked.ts';

/** Names of a kind that a question shows. */
const mostNamed = 10;

/** `Create 79 customers in Acme (abc123)? 8 calls, about 1 min, no e-mail will be sent; file "people.csv"`; undefined where nothing would be written. */
export function describeStart(record: ImportRecord, limit?: number): string | undefined {
  const question = describeQuestion(record, limit)?.replace(/ \[y\/N\]$/, '');
  if (question === undefined || !record.check) return question;
  const { store_credit_total: credit, newsletter, missing, would } = record.check;
  const more = [
    would.rejected > 0 && `${count(would.rejected, 'row')} left out`,
    credit !== 0 && `store credit of ${credit.toLocaleString('en', { minimumFractionDigits: 2 })} in total`,
    newsletter.carried && newsletter.subscribed > 0 && `${count(newsletter.subscribed, 'newsletter subscription')}`,
    missing && made('group', missing.groups),
    missing && made('attribute', missing.attributes),
  ].filter((part) => typeof part === 'string');
  const open = [unaskedOf(record, limit), record.options.blank === 'clear' ? clearing : undefined].filter(
    (part) => part !== undefined,
  );
  return [question, [`file ${shown(record.file)}`, ...more].join(', '), ...open].join('; ');
}

/** `2 groups made: "Trade", "VIP"`; undefined where none is. */
function made(kind: string, names: string[]): string | undefined {
  if (names.length === 0) return undefined;
  return `${count(names.length, kind)} made: ${firstOf(names.map(shown), names.length, mostNamed)}`;
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
  return `Go on with the import of ${shown(file)} into ${store}? ${rows} to go, ${describeMails(options)}${reason ? `. It is paused: ${reason.message}` : ''}${options.blank === 'clear' ? `${reason ? ' ' : '. '}${sentenceCase(clearing)}` : ''}`;
}

/** Whoever named the file, or what is in it, has no say in the question. */
function shown(file: string): string {
  const name = file.replace(/[\p{C}\s]+/gu, ' ');
  return `"${name.length > 60 ? `${name.slice(0, 59)}…` : name}"`;
}
