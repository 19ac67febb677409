import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

type Message = { role: string; content: unknown };

type Tool = { function: { name: string; description: string; parameters: { properties: Record<string, unknown> } } };

/**
 * Speaks the API of OpenAI and thinks nothing: it calls the first tool with the given arguments, one call after the other, and says then that
 * it is done. So n8n's AI agent can be run without a model.
 */
export async function startChatModel(calls: Record<string, unknown>[]) {
  const tools: Tool[] = [];
  const answers: string[] = [];
  const server = createServer(async (request, response) => {
    const body: { model: string; messages: Message[]; tools?: Tool[] } = JSON.parse((await text(request)) || '{}');
    if (tools.length === 0) tools.push(...(body.tools ?? []));
    const answered = (body.messages ?? []).filter(({ role }) => role === 'tool');
    answers.splice(0, answers.length, ...answered.map(({ content }) => String(content)));
    const args = calls[answered.length];
    const tool = body.tools?.[0];
    const message =
      args && tool
        ? { role: 'assistant', content: null, tool_calls: [callOf(tool.function.name, args)] }
        : { role: 'assistant', content: 'Done.' };
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        id: 'chat-1',
        object: 'chat.completion',
        created: 0,
        model: body.model,
        choices: [{ index: 0, message, finish_reason: 'tool_calls' in message ? 'tool_calls' : 'stop' }],
        usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
      }),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    /** For the base URL of the credential. */
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    /** The tools that it was offered. */
    tools,
    /** What the tool answered to each call. */
    answers,
    async stop(): Promise<void> {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const callOf = (name: string, args: Record<string, unknown>) => ({
  id: `call-${crypto.randomUUID()}`,
  type: 'function',
  function: { name, arguments: JSON.stringify(args) },
});
