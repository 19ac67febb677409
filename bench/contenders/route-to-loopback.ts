import http from 'node:http';
import https from 'node:https';

type Callback = (response: http.IncomingMessage) => void;

/**
 * Sends what this process means for https://api.bigcommerce.com to a loopback server in plain HTTP; nothing else of a client changes, and
 * anything meant for another host throws. Called before a client is loaded, in a process where nothing but that client runs.
 */
export function routeToLoopback(url: string): void {
  const { hostname, port } = new URL(url);
  const agents = new Map<unknown, http.Agent>();

  https.request = ((options: https.RequestOptions, callback?: Callback) => {
    const wanted = options.hostname ?? options.host;
    if (wanted !== 'api.bigcommerce.com') throw new Error(`A client wanted to reach ${wanted}.`);
    const { agent, ...rest } = options;
    return http.request({ ...rest, protocol: 'http:', hostname, host: hostname, port, agent: plain(agent) }, callback);
  }) as typeof https.request;

  /** The same pool of connections, without TLS. */
  function plain(agent: https.RequestOptions['agent']): http.Agent | boolean {
    if (agent === false) return false;
    if (!(agent instanceof https.Agent) || agent === https.globalAgent) return http.globalAgent;
    let twin = agents.get(agent);
    if (!twin) {
      twin = new http.Agent({ keepAlive: agent.options.keepAlive, maxSockets: agent.maxSockets });
      agents.set(agent, twin);
    }
    return twin;
  }
}
