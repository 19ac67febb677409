import { attributesInCreate, type Item } from './create-item.ts';
import type { CreateRun } from './create-run.ts';
import type { Customer } from './customer.ts';
import { isRollcallError, RollcallError } from './errors.ts';
import type { Parts } from './outcome.ts';
import { stopReason } from './stop-reason.ts';
import { writeChanges } from './write-changes.ts';

/** A customer is there and ours: what could not travel in its create follows, then it has its fate. */
export function settleCreated(run: CreateRun, item: Item, customer: Customer): void {
  const { customer: sent, newsletter } = item.input;
  const attributes = sent.attributes?.slice(attributesInCreate) ?? [];
  if (!newsletter && attributes.length === 0) {
    run.settle(item, { fate: 'created', customerId: customer.id, customer });
    return;
  }
  run.launch(async () => {
    // Our own until its last part is done, should the same call be made again.
    item.attempted = true;
    const [result] = await writeChanges(
      run.store,
      [
        {
          index: item.input.index,
          key: item.key,
          current: customer,
          desired: { fields: {}, ...(attributes.length > 0 && { attributes }), ...(newsletter && { newsletter }) },
        },
      ],
      run.call,
      { intended: true },
    );
    const { error, warnings } = result!;
    const parts: Parts = {
      customer: 'done',
      ...(sent.addresses && { addresses: 'done' }),
      ...(sent.attributes && { attributes: result!.parts.attributes ?? 'done' }),
      ...(newsletter && { newsletter: result!.parts.newsletter ?? 'not_sent' }),
    };
    const common = { customerId: customer.id, customer, warnings, parts };
    if (error) {
      const left = Object.entries(parts).filter(([, state]) => state === 'failed' || state === 'not_sent');
      const reason = isRollcallError(error.cause) ? error.cause.message : error.message;
      const message = `Customer ${customer.id} (${customer.email}) was created without its ${left.map(([name]) => name).join(', ')}: ${reason} Run it again with if_exists "update": only what is missing is sent.`;
      const partial = new RollcallError('partial', message, {
        retryable: error.retryable,
        details: { ...error.details, customer_id: customer.id, parts: { ...parts } },
        cause: error,
      });
      // What stopped the store says nothing about this customer: the same call, or the resumed import, goes on with it.
      const stop = stopReason(error.cause);
      if (stop) run.stopped ??= stop;
      const fate = stop ? 'pending' : error.retryable ? 'failed' : 'rejected';
      run.settle(item, { fate, error: partial, ...common });
    } else run.settle(item, { fate: 'created', ...common });
  });
}
