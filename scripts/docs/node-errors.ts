import type { ErrorCode } from '../../src/nodes/index.ts';

/** What every call can meet, whatever the node. */
const common: ErrorCode[] = [
  'invalid_params',
  'credentials_not_found',
  'unauthorized',
  'forbidden',
  'store_not_found',
  'rate_limited',
  'store_unavailable',
  'timeout',
  'network',
];

const ofCustomerWrites: ErrorCode[] = [
  'email_not_searchable',
  'customer_exists',
  'customer_ambiguous',
  'group_not_found',
  'attribute_not_found',
  'rejected',
  'outcome_unknown',
  'partial',
];

/** What a node can meet beside that, by its command: kept by hand, since a definition does not list what its calls throw. */
const own: Record<string, ErrorCode[]> = {
  'create-customer': ofCustomerWrites,
  'get-customers': ['email_not_searchable', 'group_not_found', 'too_many_results', 'rejected'],
  'update-customer': ['customer_not_found', ...ofCustomerWrites],
  'get-orders': ['order_not_found', 'too_many_results', 'rejected'],
  'update-order': ['order_not_found', 'rejected', 'outcome_unknown', 'partial'],
  'get-customer-groups': ['rejected'],
  'delete-customers': ['email_not_searchable', 'customer_ambiguous', 'rejected', 'outcome_unknown'],
};

/** Codes that a node can fail with, its own first. @throws {Error} for a node that nothing is known of */
export function nodeErrors(action: string): { own: ErrorCode[]; common: ErrorCode[] } {
  const codes = own[action];
  if (!codes) throw new Error(`scripts/docs/node-errors.ts does not say which errors ${action} can give.`);
  return { own: codes, common };
}
