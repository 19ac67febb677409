import { checkParams, isBlank, type NodeDefinition, runNode } from '../../nodes/index.ts';
import { describeNode, type JsonSchema } from '../describe-node.ts';
import { readCredentialsId } from '../read-credentials-id.ts';
import type { AllowedStores } from './allowed-stores.ts';
import { fitting, sizeOf } from './bound-answer.ts';
import { chooseFields, type Row, readFields } from './choose-fields.ts';
import { describeForAgents, toolName } from './describe-for-agents.ts';
import { refuseUnknown } from './refuse-unknown.ts';
import type { McpTool, ToolResult } from './tool.ts';
import { defaultMaxWaitMs, inputOf, outputOfNode } from './tool-schema.ts';
import { refuseWithheld } from './withheld-params.ts';

/** Rows of a list where the agent does not say: they have to fit into what it can think about. */
const defaultLimit = 10;

/** Characters of rows from which on it is said how fewer of them come. */
const longChars = 20_000;

/** A reading node as a tool. Lists are short, have the chosen columns, and say what is left. */
export function createReadTool(definition: NodeDefinition, stores: AllowedStores): McpTool {
  const { params, output } = describeNode(definition);
  const { rows, columns } = listOf(output);
  const input = inputOf(definition, {
    fields: {
      type: 'array',
      items: { type: 'string' },
      description: `Columns to show of each row; id always is. Left out: all of them. Among them: ${columns.join(', ')}.`,
    },
  });
  const limit = params.properties?.limit;
  if (limit && input.properties) input.properties.limit = { ...limit, default: defaultLimit };
  const name = toolName(definition);
  return {
    name,
    title: definition.title,
    description: describeForAgents(definition),
    inputSchema: input,
    outputSchema: outputOfNode(definition, {
      left: { type: 'string', description: 'What this page does not show, and how to get it.' },
      hint: { type: 'string', description: 'How fewer columns come, where the rows are long.' },
    }),
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    async call(args, { signal }) {
      refuseWithheld(args);
      refuseUnknown(name, [{ known: Object.keys(input.properties ?? {}), each: [{ path: '', params: args }] }]);
      const { credentials_id: credentialsId, fields: given, ...own } = args;
      const fields = readFields(given);
      const { store } = await stores.open(readCredentialsId(credentialsId));
      const asked = { ...own, limit: isBlank(own.limit) ? defaultLimit : own.limit };
      const result = (await runNode(definition, store, asked, { signal, maxWaitMs: defaultMaxWaitMs })) as ToolResult;
      const found = result[rows] as Row[];
      const chosen = fields
        ? chooseFields(found, fields, { documented: columns, notIncluded: notIncluded(definition, own) })
        : found;
      const shown = shownRows(chosen, Number(asked.limit));
      const isLong = !fields && sizeOf(chosen) > longChars;
      return {
        ...result,
        [rows]: chosen.slice(0, shown),
        left:
          shown < found.length
            ? whatIsCut(found.length, shown, asked as Asked)
            : whatIsLeft(result, { noun: rows, shown: found.length, asked: asked as Asked }),
        ...(isLong && { hint: howToNarrow(columns) }),
      };
    },
  };
}

type Asked = { limit: unknown; page?: unknown } & Record<string, unknown>;

function whatIsLeft(
  { total, total_pages: pages }: Record<string, unknown>,
  { noun, shown, asked }: { noun: string; shown: number; asked: Asked },
): string {
  const page = isBlank(asked.page) ? 1 : Number(asked.page);
  const limit = Number(asked.limit);
  const next = `Call again with page ${page + 1} and the same filters.`;
  if (shown === 0 && page > 1) return 'Nothing: this page is past the last one.';
  if (typeof total === 'number' && typeof pages === 'number') {
    if (page >= pages || shown === 0) return page > 1 ? 'Nothing: this is the last page.' : 'Nothing: these are all.';
    const after = Math.max(0, total - page * limit);
    return `${after} of ${total} ${noun}, on ${pages - page} more ${pages - page === 1 ? 'page' : 'pages'}. ${next}`;
  }
  if (shown < limit) return page > 1 ? 'Nothing: this is the last page.' : 'Nothing: these are all.';
  return `Perhaps more ${noun}: the page is full. ${next}`;
}

/** Rows that fit into an answer: a part of the page that the next calls can go on from. */
function shownRows(rows: Row[], limit: number): number {
  const most = fitting(rows);
  if (most === rows.length) return most;
  let part = Math.max(1, most);
  while (limit % part !== 0) part -= 1;
  return part;
}

function whatIsCut(found: number, shown: number, asked: Asked): string {
  const page = isBlank(asked.page) ? 1 : Number(asked.page);
  const next = ((page - 1) * Number(asked.limit)) / shown + 2;
  return `${found - shown} of the ${found} rows of this page, which would make the answer too long, and what comes after it. Call again with limit ${shown}, page ${next} and the same filters; fields makes rows shorter.`;
}

function howToNarrow(columns: string[]): string {
  const few = ['id', ...columns.filter((column) => column !== 'id')].slice(0, 4);
  return `These rows are long: fields ${JSON.stringify(few)}, for one, shows only such columns.`;
}

/** The parameters that would bring columns along and are not true, as the node reads them, each with its description. */
function notIncluded(definition: NodeDefinition, asked: Record<string, unknown>): Map<string, string> {
  const { properties = {} } = describeNode(definition).params;
  const given = checkParams(definition, asked).given as Record<string, unknown>;
  const toggles = Object.entries(properties).filter(([name]) => name.startsWith('include_') && given[name] !== true);
  return new Map(toggles.map(([name, { description = '' }]) => [name, description]));
}

/** The list in what a node returns, and the columns that its rows are documented to have. */
function listOf({ properties = {} }: JsonSchema): { rows: string; columns: string[] } {
  const found = Object.entries(properties).find(([, { items }]) => items?.properties);
  if (!found) throw new TypeError('A reading node returns a list of rows.');
  return { rows: found[0], columns: Object.keys(found[1].items!.properties!) };
}
