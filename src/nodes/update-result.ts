import { type ChangeResult, RollcallError } from '../bigcommerce/index.ts';
import type { NodeResult } from './define-node.ts';
import { failure } from './failure.ts';
import { withoutStale } from './without-stale.ts';

/** The result of one update, as the node promises it. */
export function updateResult(result: ChangeResult, dryRun: boolean): NodeResult {
  const { fate, customer, changes, parts, warnings, error } = result;
  if (fate === 'gone')
    return failure(
      new RollcallError('customer_not_found', `Customer ${customer.id} was deleted meanwhile: nothing was changed.`, {
        details: { customer_id: customer.id },
      }),
    );
  // A failure names the parameter that is to be changed; the client knows none.
  if (error?.code === 'customer_exists') return inUse(failure(error));
  if (error || (fate !== 'updated' && fate !== 'unchanged'))
    return failure(error ?? new RollcallError('internal', `An outcome ${fate} came without its reason.`));
  const common = { ...(warnings.length > 0 && { warnings }) };
  const who = `Customer ${customer.id}`;
  const said = warnings.map(({ message }) => `. ${message}`).join('');
  if (dryRun) {
    const message = `Nothing written: dry run. ${who} would be ${fate}${said}`;
    return { success: true, dry_run: true, would: fate, customer_id: customer.id, changes, warnings, message };
  }
  return {
    success: true,
    customer: withoutStale(customer, parts),
    customer_id: customer.id,
    fields_updated: fieldsOf(changes),
    outcome: fate,
    ...(Object.keys(parts).length > 1 && { parts }),
    ...common,
    message:
      fate === 'updated'
        ? `${who} updated successfully${said}`
        : `${who} has these values already: nothing to change${said}`,
  };
}

function inUse({ error, ...failed }: ReturnType<typeof failure>): NodeResult {
  return { ...failed, error: { ...error, param: 'new_email' } };
}

/** By parameter: `attributes.5` is `attributes`. */
function fieldsOf(changes: ChangeResult['changes']): string[] {
  return [...new Set(Object.keys(changes).map((name) => name.split('.')[0]!))];
}
