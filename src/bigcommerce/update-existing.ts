import type { Item } from './create-item.ts';
import type { Change, CreateRun } from './create-run.ts';
import type { Customer } from './customer.ts';
import { type DesiredCustomer, desiredOf } from './customer-changes.ts';
import { RollcallError } from './errors.ts';
import type { Warning } from './outcome.ts';
import { firstLookMs, forgetUpdate, missesPerItem } from './resolve-lookups.ts';
import { stopReason } from './stop-reason.ts';
import { type ChangeResult, writeChanges } from './write-changes.ts';

/** Updates customers that exist already, at most ten, as `if_exists: update` asks. A dry run only finds out what differs. */
export async function updateExisting(run: CreateRun, changes: Change[]): Promise<void> {
  let results: ChangeResult[];
  const { dryRun = false } = run.options;
  const at = run.store.clock.now();
  try {
    results = await writeChanges(
      run.store,
      changes.map(({ item, current, recovered }) => ({
        index: item.input.index,
        key: item.key,
        current,
        desired: desiredFor(item),
        // A dry run is asked what would be written now.
        recovered: recovered && !dryRun,
      })),
      run.call,
      { dryRun },
    );
  } catch (error) {
    run.changes.push(...changes);
    throw error;
  }
  results.forEach((result, position) => {
    const { item } = changes[position]!;
    // What was begun and not ended is remembered: run again, it is an update even where nothing differs any more.
    if (Object.values(result.parts).some((state) => state === 'done' || state === 'failed')) {
      item.attempted = true;
      item.attempt = { kind: 'update', at };
    }
    settleChange(run, item, result);
  });
}

function settleChange(run: CreateRun, item: Item, result: ChangeResult): void {
  const { fate, customer, changes, parts, error } = result;
  if (fate === 'gone') {
    goOnWithout(run, item, customer);
    return;
  }
  const reason = stopReason(error?.cause);
  if (reason) run.stopped ??= reason;
  run.settle(item, {
    fate,
    customerId: customer.id,
    customer,
    changes,
    parts,
    warnings: [...result.warnings, ...creditKeptWarning(item)],
    ...(error && { error }),
    ...(run.options.dryRun && { dryRun: true }),
  });
}

/** Deleted since it was found: looked up once more, then created or reported. */
function goOnWithout(run: CreateRun, item: Item, { id, email }: Customer): void {
  item.misses += 1;
  if (item.misses > missesPerItem) {
    const message = `Customer ${id} (${email}) could not be updated: BigCommerce lists it, but knows no such customer when it is to be changed. Look for it in the control panel.`;
    const error = new RollcallError('customer_not_found', message, { details: { customer_id: id } });
    run.settle(item, { fate: 'rejected', customerId: id, error });
    return;
  }
  forgetUpdate(item);
  run.lookUp(item, item.attempted ? 'judge' : 'precheck', firstLookMs);
}

/** What an update of the customer asks, as the item's input says. */
function desiredFor({ input }: Item): DesiredCustomer {
  return desiredOf(input.clear ? { ...input.clear, ...input.customer } : input.customer, {
    setStoreCredit: input.setStoreCredit ?? false,
    ...(input.addressesMode && { addressesMode: input.addressesMode }),
    ...(input.newsletter && { newsletter: input.newsletter }),
  });
}

function creditKeptWarning({ input }: Item): Warning[] {
  if (!input.customer.store_credit_amounts || input.setStoreCredit) return [];
  return [
    {
      code: 'store_credit_kept',
      message: `The store credit of ${input.customer.email} was left as it is: it is written on create only. Set store_credit_mode to "set" to change it.`,
    },
  ];
}
