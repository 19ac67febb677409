import type { Item } from './create-item.ts';
import type { CreateRun } from './create-run.ts';
import { RollcallError } from './errors.ts';
import { doubtNames } from './store.ts';

/** BigCommerce refused the data of this one item. */
export function settleRefused(run: CreateRun, item: Item, refusal: { status: number; text: string }): void {
  const email = item.input.customer.email;
  const { status, text } = refusal;
  if (/group|attribute/i.test(text)) doubtNames(run.store);
  run.settle(item, {
    fate: 'rejected',
    error: new RollcallError(
      'rejected',
      `${email} was refused by BigCommerce: ${text.replace(/\.?$/, '.')} Correct it and send it again.`,
      {
        status,
        details: { body: text },
      },
    ),
  });
}
