import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { createTransport, type Requester } from '../nodes/BigCommerce/create-transport.ts';

const { NodeApiError }: typeof import('n8n-workflow') = createRequire(import.meta.url)('n8n-workflow');
const request = { method: 'POST', url: 'https://api.example.com/x', headers: {}, body: '[]', timeoutMs: 1000 } as const;

/** n8n's HTTP helper, which fails with the error of a connection inside its own. */
function failingWith(fields: object): Requester {
  const inner = Object.assign(new Error('it failed'), fields);
  const node = { id: '1', name: 'x', type: 'x', typeVersion: 1, position: [0, 0] as [number, number], parameters: {} };
  const helpers = {
    httpRequestWithAuthentication: () => Promise.reject(new NodeApiError(node, inner as never)),
  };
  return { helpers } as unknown as Requester;
}

describe('a request without a reply', () => {
  test.each([
    [{ code: 'ECONNREFUSED' }, 'connect'],
    [{ code: 'ENOTFOUND' }, 'connect'],
    [{ code: 'ETIMEDOUT', syscall: 'connect' }, 'connect'],
    [{ code: 'CERT_HAS_EXPIRED' }, 'connect'],
    [{ name: 'SsrfBlockedIpError' }, 'connect'],
  ])('%o never reached the store, so it may be sent again', async (fields, kind) => {
    await expect(createTransport(failingWith(fields))(request)).rejects.toMatchObject({ kind, reached: false });
  });

  test.each([
    [{ code: 'ECONNRESET' }, 'reset'],
    [{ code: 'ECONNABORTED' }, 'timeout'],
    [{ code: 'ETIMEDOUT' }, 'timeout'],
    [{ code: 'ERR_CANCELED' }, 'aborted'],
    [{ code: 'ERR_BAD_RESPONSE' }, 'reset'],
    [{}, 'reset'],
  ])('%o may have reached the store, so it is asked first', async (fields, kind) => {
    await expect(createTransport(failingWith(fields))(request)).rejects.toMatchObject({ kind, reached: true });
  });
});
