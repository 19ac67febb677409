import type { CheckResult, ImportRecord } from '../imports/index.ts';
import { count, describeDuration } from './amounts.ts';
import { describeStore } from './describe-store.ts';

/** `Create 79,412 customers in Acme Outdoor (abc123)? 8,140 calls, about 27 min, no e-mail will be sent [y/N]` */
export function describeQuestion(record: ImportRecord, limit?: number): string | undefined {
  const { check, options } = record;
  if (!check) return undefined;
  const { created, updated } = check.would;
  const written = created + updated;
  if (written === 0) return undefined;
  const isPilot = limit !== undefined && limit < check.rows;
  const customers = isPilot
    ? `the customers of the first ${count(limit, 'row')} of ${check.rows.toLocaleString('en')}`
    : count(written, 'customer');
  const part = isPilot ? limit / check.rows : 1;
  const cost = describeCost({ calls: Math.ceil(check.calls * part), hours: check.hours * part });
  const mails = options.welcome_mails ? 'BigCommerce mails every new customer' : 'no e-mail will be sent';
  return `${verbFor(record, check.existing !== undefined)} ${customers} in ${describeStore(record)}? ${cost}, ${mails} [y/N]`;
}

function verbFor({ check, options }: ImportRecord, isKnown: boolean): string {
  const { created = 0, updated = 0 } = check?.would ?? {};
  if (options.if_exists !== 'update') return 'Create';
  if (created === 0) return 'Update';
  return isKnown && updated === 0 ? 'Create' : 'Create or update';
}

/** `8,140 calls, about 27 min` */
export function describeCost({ calls, hours }: Pick<CheckResult, 'calls' | 'hours'>): string {
  return `${count(calls, 'call')}, about ${describeDuration(hours * 3600)}`;
}
