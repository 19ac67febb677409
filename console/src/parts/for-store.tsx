import type { ReactNode } from 'react';
import type { StoredCredential } from '../../../src/hosts/http/api-types.ts';
import { Card } from './card.tsx';
import { useChosenStore } from './chosen-store.tsx';
import { Empty } from './empty.tsx';
import { Loading } from './loading.tsx';
import { Page } from './page.tsx';
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
  const { store, isLoading, error, retry } = useChosenStore();
  if (store) return children(store);
  return (
    <Page title={title}>
      {isLoading ? (
        <Loading what="Loading your stores" />
      ) : error ? (
        <Trouble error={error} retry={retry} />
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
