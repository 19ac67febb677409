import type { ReactNode } from 'react';
import type { StoredCredential } from '../../../src/hosts/http/api-types.ts';
import { ApiError } from '../api/request.ts';
import { useChosenStore } from '../stores/chosen-store.tsx';
import { Card } from './card.tsx';
import { Empty } from './empty.tsx';
import { Loading } from './loading.tsx';
import { Page, Stack } from './page.tsx';
import { TextLink } from './text-link.tsx';
import { Trouble } from './trouble.tsx';

export type ForStoreProps = {
  /** Title of the page while there is no store. */
  title: string;
  /** What needs the store: "Customers" */
  what: string;
  children(store: StoredCredential): ReactNode;
};

/** Shows what is about a store, or where to connect one. */
export function ForStore({ title, what, children }: ForStoreProps) {
  const { store, isLoading, error } = useChosenStore();
  if (store) return children(store);
  return (
    <Page title={title}>
      {isLoading ? (
        <Loading what="Looking which stores are connected" />
      ) : error ? (
        <Trouble error={error} />
      ) : (
        <Card>
          <Empty title="No store is connected yet" actions={<TextLink to="/stores">Connect a store</TextLink>}>
            {what} are shown from the store itself. Connect one, and they are here.
          </Empty>
        </Card>
      )}
    </Page>
  );
}

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
