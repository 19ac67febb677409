import { isRollcallError } from '../../../nodes/index.ts';
import { shellWord } from '../shell-word.ts';

/** What a remedy is on a terminal. The remedies themselves are the same on every surface, and name no flag. */
const flags: Record<string, string> = {
  group_not_found: '--create-missing',
  attribute_not_found: '--create-missing',
  group_missing: 'without --create-missing',
  customer_exists: '--if-exists update',
  customer_not_found: '--if-missing create',
  partial: '--if-exists update',
  address_incomplete: '--if-exists update',
  too_many_addresses: '--if-exists update',
  duplicate_row: '--if-exists update --duplicates merge',
  name_missing: '--if-exists update --if-missing skip',
  addresses_alone: '--if-exists update --if-missing skip --duplicates merge',
  newsletter_not_carried: '--newsletter',
  store_unavailable: 'rollcall imports retry ID',
  timeout: 'rollcall imports retry ID',
  network: 'rollcall imports retry ID',
  rate_limited: 'rollcall imports retry ID',
};

/** `Retry the failed rows later (rollcall imports retry ID).` */
export function remedyWithFlag({ code, what_to_do }: { code: string; what_to_do: string }): string {
  return addFlag(what_to_do, flags[code]);
}

/** The note of a column that is not carried, with a choice to copy: `Nothing is like it. Choose where it goes, or leave it out (--map 'Color=attributes.Color').` */
export function noteWithFlag({ column, note = 'It is not recognised.', why, kind }: Note): string {
  const target = targetFor({ column, note, why, kind });
  return addFlag(note, target === undefined ? undefined : `--map ${shellWord(`${column}=${target}`)}`);
}

/** A target that is worth a try; empty leaves the column out, undefined where nothing can be chosen. */
function targetFor({ column, note = '', why, kind }: Note): string | undefined {
  if (kind === 'group') return 'customer_group';
  const attribute = `attributes.${column}`;
  const named = /[Mm]ap it to (\w+)/.exec(note)?.[1];
  if (named !== undefined) return named === 'attributes' ? attribute : named;
  if (why !== 'unknown') return undefined;
  const taken = /goes to (\S+) already/.exec(note)?.[1];
  return taken ?? (/by its name, but/.test(note) ? '' : attribute);
}

type Note = { column: string; note?: string; why: string; kind?: string | undefined };

/** A refusal of columns, with the flag that chooses them as its hint; any other error as it is. */
export function withMapHint(error: unknown): unknown {
  if (!isRollcallError(error) || error.code !== 'invalid_params') return error;
  const hint = hintFor(error.param, error.details?.columns);
  return hint === undefined ? error : Object.assign(error, { hint });
}

function hintFor(param: string | undefined, columns: unknown): string | undefined {
  if (param === 'mapping') return 'Leave --mapping out, or name another one: rollcall mappings list shows them.';
  if (param !== 'map') return undefined;
  const [first] = Array.isArray(columns) ? columns : [];
  if (typeof first === 'string') return `Say which it is, for example: --map ${shellWord(`${first}=email`)}`;
  return "--map 'COLUMN=TARGET' says where a column goes, --map 'COLUMN=' leaves it out.";
}

function addFlag(text: string, flag: string | undefined): string {
  return flag === undefined ? text : `${text.replace(/\.$/, '')} (${flag}).`;
}
