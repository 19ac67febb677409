import { type CreateInput, foldEmail, isStop } from '../../bigcommerce/index.ts';
import { type Directory, isRollcallError, readCustomer } from '../../nodes/index.ts';
import type { ImportOptions } from '../import.ts';
import { type MappedRow, type RowProblem, shorten } from '../mapping/index.ts';
import { whatToDo } from '../what-to-do.ts';
import { allFaults, askedFaults, type ParamFault } from './all-faults.ts';
import { inWordsOfFile, paramOfError, paramOfWarning, tellMissing } from './place-problem.ts';
import { shortPostalCodes } from './short-postal-codes.ts';

/** A row as it is kept until it is sent. */
export type StagedRow = {
  row: MappedRow;
  /** Absent where the row is rejected, or only adds to an earlier one. */
  input?: StagedInput;
  problems: RowProblem[];
};

/**
 * What of a row is sent; the options of the import complete it to a CreateInput. That no welcome mail is sent goes without saying here,
 * since a row takes an eighth less so.
 */
export type StagedInput = Pick<CreateInput, 'customer' | 'newsletter' | 'clear'>;

export type StagedRowOptions = {
  directory: Directory;
  /** Whether the directory takes any name, since groups and attributes that are missing are made. @default false */
  makesMissing?: boolean;
  options: Pick<ImportOptions, 'if_missing' | 'blank'>;
  /** What an address without a company has. */
  addressCompany: 'customer' | 'none';
  /** The header behind a parameter, where there is one. */
  columnOf(param: string, row?: MappedRow): string | undefined;
};

/**
 * Checks a row as the create node would, with every problem of it. At once, unless the store must be asked.
 * @throws {RollcallError} what stops the store: a revoked token, no network
 */
export function stageRow(row: MappedRow, options: StagedRowOptions): StagedRow | Promise<StagedRow> {
  const { params, problems } = row;
  if (!params) return row.refused ? refused(row, undefined, options) : { row, problems };
  const namesRequired = options.options.if_missing !== 'skip';
  try {
    const read = readCustomer(params, {
      index: row.index,
      directory: options.directory,
      namesRequired,
      addressCompany: options.addressCompany,
    });
    if (!(read instanceof Promise)) return accepted(row, read, options);
    return read.then(
      (input) => accepted(row, input, options),
      (error) => refused(row, error, options),
    );
  } catch (error) {
    return refused(row, error, options);
  }
}

function accepted(
  row: MappedRow,
  { customer, newsletter, warnings }: CreateInput,
  { options, columnOf }: StagedRowOptions,
): StagedRow {
  const input: StagedInput = newsletter ? { customer, newsletter } : { customer };
  // Set, not deleted: an object that loses a name is slow from then on.
  if (!customer.trigger_account_created_notification)
    Object.assign(customer, { trigger_account_created_notification: undefined });
  const clear = options.blank === 'clear' && row.clear ? emptied(row.clear) : undefined;
  if (clear) input.clear = clear;
  const short = shortPostalCodes(customer);
  if (!warnings && short.length === 0) return { row, input, problems: row.problems };
  const found = [...(warnings ?? []), ...short].map(({ code, message, ...details }): RowProblem => {
    const param = paramOfWarning(code, details, row.params!);
    const column = columnOf(param, row);
    const missing = details.missing as string[] | undefined;
    const zip = details.zip as string | undefined;
    const told = missing ? tellMissing(missing, param, (other) => columnOf(other, row)) : message;
    return {
      code,
      message: told,
      what_to_do: whatToDo(code),
      rejects: false,
      ...(column !== undefined && { column }),
      ...(zip !== undefined && { value: zip }),
    };
  });
  return { row, input, problems: [...row.problems, ...found] };
}

/** Tells of everything that is wrong with a row, so that nobody has to correct it twice. `error` is what its check ended with, if it got so far. */
function refused(row: MappedRow, error: unknown, options: StagedRowOptions): StagedRow | Promise<StagedRow> {
  if (isStop(error)) throw error;
  if (error !== undefined && !isRollcallError(error)) {
    // Whatever is odd about one row costs that row, never the file.
    const message = `The row could not be checked: ${error instanceof Error ? error.message : String(error)}.`;
    return {
      row,
      problems: [...row.problems, { code: 'internal', message, what_to_do: whatToDo('internal'), rejects: true }],
    };
  }
  const params = (row.params ?? row.refused)!;
  const told = (faults: ParamFault[]): StagedRow => ({
    row,
    problems: [
      ...row.problems,
      ...faults.map((fault) => problemOf(fault, params, (param) => options.columnOf(param, row))),
    ],
  });
  const found = allFaults(params, error);
  const asked = askedFaults(params, found, options);
  return asked ? asked.then((more) => told([...found, ...more])) : told(found);
}

function problemOf(
  { code, param: given, message: text }: ParamFault,
  params: Record<string, unknown>,
  columnOf: (param: string) => string | undefined,
): RowProblem {
  const param = paramOfError(given, text, params);
  const message = inWordsOfFile(text, given, param, columnOf);
  const column = columnOf(param);
  const value = param === 'new_password' ? undefined : cellOf(param, params);
  return {
    code,
    message: message.replace(/[^.?!]$/, '$&.'),
    what_to_do: whatToDo(code),
    rejects: true,
    ...(column !== undefined && { column }),
    ...(value !== undefined && { value: shorten(value, 200) }),
  };
}

/** The text of the cell behind a parameter; undefined of what came in several cells, as addresses do. */
function cellOf(param: string, params: Record<string, unknown>): string | undefined {
  const [, list = '', name = ''] = /^(attributes|form_fields)\.(.+)$/s.exec(param) ?? [];
  // Of a list in one cell it is the whole cell, whichever item is wrong.
  const value =
    list === '' ? params[param.replace(/\[\d+\]$/, '')] : (params[list] as Record<string, unknown> | undefined)?.[name];
  const texts = [value].flat();
  return value === undefined || texts.some((text) => typeof text === 'object') ? undefined : texts.join(', ');
}

const empty = { company: '', phone: '', notes: '', tax_exempt_category: '', customer_group_id: 0 } as const;

/** Fields that a blank cell empties, as the API takes "nothing". */
function emptied(params: string[]): StagedInput['clear'] {
  const fields: Record<string, unknown> = {};
  for (const param of params) {
    const name = param === 'customer_group' ? 'customer_group_id' : param;
    if (name in empty) fields[name] = empty[name as keyof typeof empty];
  }
  return Object.keys(fields).length > 0 ? fields : undefined;
}

/** What makes two rows one customer; undefined where that is the email as it stands. */
export function keyOf({ email, channel_ids }: StagedInput['customer']): string | undefined {
  const folded = foldEmail(email);
  if (!channel_ids?.length) return folded === email ? undefined : folded;
  return `${folded}|${[...channel_ids].sort((a, b) => a - b).join(',')}`;
}
