import pg from 'pg';
import { isConnectionLost } from './connection.ts';

export type ResilientPoolOptions = pg.PoolConfig & {
  /** Brings the server back, or throws. */
  recover: () => Promise<void>;
  /** Takes errors of idle connections. */
  onIdleError: (error: Error) => void;
};

type ConnectCallback = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: unknown) => void,
) => void;

/**
 * A pool whose `connect` (and so `query`) brings the server back when it is gone, and then connects. A statement that was under way when
 * the connection broke still fails, as only its sender knows whether it may be sent twice.
 */
export class ResilientPool extends pg.Pool {
  readonly #recover: () => Promise<void>;

  constructor({ recover, onIdleError, ...config }: ResilientPoolOptions) {
    super(config);
    this.#recover = recover;
    // Without a listener a server that goes away would end this process.
    this.on('error', onIdleError);
    // So would a connection that is lost while it is lent out; its next statement fails, and that is enough.
    this.on('connect', (client) => client.on('error', () => undefined));
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): Promise<pg.PoolClient> | undefined {
    const connected = this.#connect();
    if (!callback) return connected;
    connected.then(
      (client) => callback(undefined, client, (release) => client.release(release as Error | boolean | undefined)),
      (error: Error) => callback(error, undefined, () => undefined),
    );
    return undefined;
  }

  async #connect(): Promise<pg.PoolClient> {
    try {
      return await super.connect();
    } catch (error) {
      if (!isConnectionLost(error)) throw error;
      await this.#recover();
      return await super.connect();
    }
  }
}
