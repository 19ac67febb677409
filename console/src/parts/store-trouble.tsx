import { ApiError } from '../api/request.ts';
import { Stack } from './page.tsx';
import { TextLink } from './text-link.tsx';
import { Trouble } from './trouble.tsx';

/** Codes that say that the store does not let us in. */
const shut = new Set(['unauthorized', 'forbidden', 'store_not_found', 'credentials_not_found']);

export type StoreTroubleProps = {
  error: unknown;
  /** What could not be done, in a sentence without a full stop. */
  what?: string;
  retry?: () => void;
};

/** What went wrong with a store; where it does not let us in, the way to mend that. */
export function StoreTrouble({ error, what, retry }: StoreTroubleProps) {
  return (
    <Stack>
      {/* No header of the message: it would be a heading of the fourth level wherever it stands. */}
      {what && <strong>{what}.</strong>}
      <Trouble error={error} {...(retry && { retry })} />
      {error instanceof ApiError && shut.has(error.code) && (
        <p>
          <TextLink to="/stores">Go to the stores</TextLink> to test the connection or to give it a new token.
        </p>
      )}
    </Stack>
  );
}
