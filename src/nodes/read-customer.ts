import type { CreateInput } from '../bigcommerce/index.ts';
import { createCustomer } from './create-customer.ts';
import { type CreateParams, namelessParams } from './create-params.ts';
import type { Directory } from './directory.ts';
import { type NewCustomerOptions, newCustomer } from './new-customer.ts';
import { readParams } from './read-params.ts';

const nameless = { params: namelessParams, rules: createCustomer.rules as never[] };

export type ReadCustomerOptions = NewCustomerOptions & {
  index: number;
  directory: Directory;
  /** False where only customers who exist are updated. @default true */
  namesRequired?: boolean;
};

/**
 * Reads the loose parameters of the create node as what the client sends: one row of a file.
 * @throws {RollcallError} for whatever can be refused before a write
 */
export function readCustomer(
  raw: unknown,
  { index, directory, namesRequired = true, ...options }: ReadCustomerOptions,
): CreateInput | Promise<CreateInput> {
  const params = namesRequired ? readParams(createCustomer, raw) : (readParams(nameless, raw) as CreateParams);
  return newCustomer(params, index, directory, options);
}
