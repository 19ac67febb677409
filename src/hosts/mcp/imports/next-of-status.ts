import type { ImportRecord } from '../../../imports/index.ts';
import type { Driven } from './describe-status.ts';

/** What to do now: a tool to call, or the command of a person. */
export type NextStep = { message: string; tool?: string; arguments?: Record<string, unknown>; command?: string };

export type NextOptions = {
  allowWrites: boolean;
  /** Whether the client can ask a person: nobody else goes on with what was stopped on purpose. */
  canAsk: boolean;
  /** Where the problems that are not shown begin. @default all are shown */
  after?: number | undefined;
};

/** Columns that a map begins with. */
const mostColumns = 30;

/** What an agent, or else a person, does now. */
export function nextOf(
  record: ImportRecord,
  { isQuiet }: Driven,
  { allowWrites, canAsk, after }: NextOptions,
): NextStep {
  const { id, state, counts, reason, credentialsId } = record;
  const goOn = { tool: 'start_import', arguments: { import_id: id } };
  const resume = { command: `rollcall imports resume ${id}` };
  const follow = { tool: 'import_status', arguments: { import_id: id } };
  const check = { tool: 'check_import', arguments: { import_id: id } };
  if (state === 'checking' && (reason?.param === 'map' || reason?.param === 'mapping')) return mapIt(record);
  if (state === 'ready' || state === 'checking')
    return reason || state === 'ready'
      ? { message: 'It was not started. Check it, and start it with the check_id.', ...check }
      : { message: 'It is being checked. check_import waits for that.', ...check };
  if (isQuiet)
    return allowWrites
      ? { message: 'Nobody seems to drive it: this call makes this server go on with it.', ...goOn }
      : { message: 'Nobody seems to drive it. A person can go on with this command.', ...resume };
  if (state === 'queued' || state === 'running') return { message: 'It runs. Look again in a while.', ...follow };
  if (state === 'paused') {
    const isOpen = allowWrites && (canAsk || !isMeant(reason?.code));
    return { message: howToGoOn(reason?.code, credentialsId), ...(isOpen ? goOn : resume) };
  }
  if (counts.failed > 0)
    return {
      message: 'Failed rows may work later. A person can send them once more with this command.',
      command: `rollcall imports retry ${id}`,
    };
  if (counts.rejected > 0 && after !== undefined)
    return {
      message:
        'More rows were rejected: this call shows the next ones. With all of them, correct them and check them as a new import; or the user takes the rejects file, from the console or the report.',
      ...follow,
      arguments: { import_id: id, after, limit: 100 },
    };
  if (counts.rejected > 0)
    return {
      message:
        'Correct the rejected rows and check them as a new import. The user finds them as they were, with what to do, in the console and in the rejects file of the report.',
      tool: 'check_import',
    };
  return { message: 'Nothing: every row has its fate.' };
}

/** The columns that go nowhere yet are named: a model that has only the id does not know them. */
function mapIt({ id, proposal }: ImportRecord): NextStep {
  const open = (proposal?.columns ?? []).filter(({ target }) => target === null).slice(0, mostColumns);
  return {
    message:
      'Its columns could not be mapped. Check it again with a map: put where each of these columns goes in place of null, or leave it null to carry it nowhere.',
    tool: 'check_import',
    arguments: { import_id: id, map: Object.fromEntries(open.map(({ column }) => [column, null])) },
  };
}

/** A person paused it, or set the limit that it has reached: nobody has agreed to the rest. */
export function isMeant(code: string | undefined): boolean {
  return code === 'paused' || code === 'limit_reached';
}

/** What is to happen before a paused import goes on. */
function howToGoOn(code: string | undefined, credentialsId: string): string {
  switch (code) {
    case 'unauthorized':
    case 'forbidden':
      return `A person must first give the credential "${credentialsId}" a token that works. Then go on; nothing was lost.`;
    case 'limit_reached':
      return 'The pilot is through. Look at its results with the user; when they want the rest, go on.';
    case 'paused':
      return 'It was paused on purpose. Go on only when the user wants that.';
    default:
      return 'When what stopped it is over and the user wants to, go on. Nothing was lost.';
  }
}
