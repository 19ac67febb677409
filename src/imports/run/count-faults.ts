import { type Transport, TransportFailure } from '../../bigcommerce/index.ts';
import type { Survived } from '../import.ts';

/** Counts the requests of a transport that go wrong in a way after which a run goes on. */
export function countFaults(transport: Transport, count: (fault: keyof Survived) => void): Transport {
  return async (request) => {
    try {
      const response = await transport(request);
      if (response.status === 429) count('rate_limited');
      else if (response.status >= 500) count('server_errors');
      return response;
    } catch (error) {
      if (error instanceof TransportFailure && error.kind !== 'aborted')
        count(error.reached ? 'replies_lost' : 'not_reached');
      throw error;
    }
  };
}
