import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ListToolsRequestSchema,
  type ServerNotification,
  type ServerRequest,
  type Tool,
} from '@modelcontextprotocol/sdk/types.js';
import { failure, isRollcallError, nearestName, RollcallError } from '../../nodes/index.ts';
import { askHuman } from './ask-human.ts';
import { boundAnswer } from './bound-answer.ts';
import { briefSchema } from './brief-schema.ts';
import { instructions } from './instructions.ts';
import { markedText, noticedResult } from './mark-as-data.ts';
import type { McpTool, ToolContext, ToolResult } from './tool.ts';

export type McpServerOptions = {
  tools: McpTool[];
  version: string;
  /** Offers tools that write. @default false */
  allowWrites?: boolean;
  /** Offers tools that delete. @default false */
  allowDeletes?: boolean;
  /** Takes what a model should not see: the text of a defect. @default nobody hears of it */
  log?(message: string): void;
};

export type McpServer = {
  connect(transport: Transport): Promise<void>;
  /** Sends nothing more to a store, lets what is in flight end, and then hangs up. */
  stop(): Promise<void>;
  /** Resolves when every call that was taken has its result. */
  settled(): Promise<void>;
};

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** The low-level server: `registerTool` takes zod schemas only, and ours are JSON Schemas. */
export function createMcpServer({ tools, version, log, ...allowed }: McpServerOptions): McpServer {
  const offered = tools.filter(({ needs }) => isAllowed(needs, allowed));
  const stopping = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  const server = new Server(
    { name: 'rollcall', title: 'Rollcall for BigCommerce', version },
    { capabilities: { tools: {} }, instructions: instructions(allowed) },
  );
  server.onerror = ({ message }) => log?.(`The connection to the client: ${message}`);
  server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: offered.map(describeTool) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    const call = answer(params.name, params.arguments ?? {}, contextOf(extra));
    underWay.add(call);
    return call.finally(() => underWay.delete(call));
  });

  const settled = async () => {
    while (underWay.size > 0) await Promise.allSettled(underWay);
    // The replies leave in the turns after the calls have ended.
    await new Promise(setImmediate);
  };
  return {
    connect: (transport) => server.connect(transport),
    settled,
    async stop() {
      stopping.abort();
      await settled();
      await server.close();
    },
  };

  async function answer(name: string, args: Record<string, unknown>, context: ToolContext): Promise<CallToolResult> {
    let result: ToolResult;
    try {
      result = await findTool(name).call(args, context);
    } catch (error) {
      result = failureOf(name, error);
    }
    const { text, object } = boundAnswer(result);
    return {
      content: [{ type: 'text', text: markedText(name, text) }],
      structuredContent: noticedResult(object),
      isError: isFailure(result),
    };
  }

  function findTool(name: string): McpTool {
    const tool = offered.find((one) => one.name === name);
    if (tool) return tool;
    const needs = tools.find((one) => one.name === name)?.needs;
    if (needs)
      throw new RollcallError(
        'not_found',
        `${name} is switched off here. The user switches it on by starting the server as rollcall mcp --${needs}; you cannot.`,
      );
    const names = offered.map((one) => one.name);
    const hint = nearestName(name, names);
    throw new RollcallError(
      'not_found',
      `There is no tool "${name}"${hint ? `; did you mean ${hint}?` : '.'} Tools: ${names.join(', ')}.`,
    );
  }

  /** Trouble around Rollcall is told in its own words; the text of a defect is for the log. */
  function failureOf(name: string, error: unknown): ToolResult {
    if (isRollcallError(error)) return failure(error);
    const { name: kind, message, hint, stack } = error as Error & { hint?: string };
    if (kind === 'SetupError') return internal(hint ? `${message} ${hint}` : message);
    log?.(`${name}: ${stack ?? message}`);
    return internal('Rollcall hit a defect of its own; its log (stderr of the server) has the details.');
  }

  function contextOf({ signal, _meta, sendNotification }: Extra): ToolContext {
    const combined = AbortSignal.any([signal, stopping.signal]);
    const token = _meta?.progressToken;
    return {
      signal: combined,
      ...(server.getClientCapabilities()?.elicitation?.form && {
        ask: (question) => askHuman(server, question, combined),
      }),
      progress(progress, total, message) {
        if (token === undefined) return;
        const params = { progressToken: token, progress, ...(total !== undefined && { total }), message };
        // Nobody may be there any more to hear of it.
        sendNotification({ method: 'notifications/progress', params }).catch(() => undefined);
      },
    };
  }
}

function isAllowed(
  needs: McpTool['needs'],
  { allowWrites = false, allowDeletes = false }: Pick<McpServerOptions, 'allowWrites' | 'allowDeletes'>,
): boolean {
  return needs === undefined || (needs === 'allow-writes' ? allowWrites : allowDeletes);
}

function describeTool({ name, title, description, inputSchema, outputSchema, annotations }: McpTool): Tool {
  return {
    name,
    title,
    description,
    inputSchema: briefSchema(inputSchema) as Tool['inputSchema'],
    ...(outputSchema && { outputSchema: outputSchema as Tool['outputSchema'] }),
    annotations: { title, ...annotations },
  };
}

/** A call that did a part of its items is no error: a model would repeat all of it. */
function isFailure({ success, counts }: ToolResult): boolean {
  const { succeeded = 0 } = (counts ?? {}) as { succeeded?: number };
  return !success && succeeded === 0;
}

function internal(message: string): ToolResult {
  return { success: false, error: { code: 'internal', message, retryable: false }, message };
}
