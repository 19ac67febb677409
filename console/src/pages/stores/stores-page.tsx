import { Button, Panel } from '@bigcommerce/big-design';
import { useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useSandbox } from '../../api/sandbox.ts';
import { storeTitle, useChosenStore } from '../../parts/chosen-store.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { tell } from '../../parts/tell.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { AddStore } from './add-store.tsx';
import { StoreCard } from './store-card.tsx';
import type { AddedStore } from './use-add-store.ts';

/** The stores that Rollcall has a token for. */
export function StoresPage() {
  const { stores, isLoading, error, retry, choose } = useChosenStore();
  const { data: sandbox } = useSandbox();
  const [address, setAddress] = useSearchParams();
  const [newest, setNewest] = useState<string>();
  const isCancelled = useRef(false);
  const isAdding = address.has('add');
  const isEmpty = !isLoading && !error && stores.length === 0;
  const added = ({ store, isNew, shown }: AddedStore): void => {
    choose(shown.id);
    setNewest(store.id);
    setAddress({});
    const name = storeTitle(store);
    if (!isNew) tell(`${name} now uses the new token.`);
    else if (shown.id === store.id) tell(`${name} was added. All pages now show this store.`);
    else tell(`${name} was added. It does not answer yet, so all pages still show ${storeTitle(shown)}.`);
  };
  const cancel = (): void => {
    isCancelled.current = true;
    setAddress({});
  };
  const takeFocus = (opener: HTMLButtonElement | null): void => {
    if (!opener || !isCancelled.current) return;
    isCancelled.current = false;
    opener.focus();
  };
  return (
    <Page
      title="Stores"
      description="The BigCommerce stores that Rollcall brings customers into. It needs one API account of each."
      actions={
        !isEmpty &&
        !isAdding && (
          <Button ref={takeFocus} onClick={() => setAddress({ add: 'yes' })}>
            Add a store
          </Button>
        )
      }
    >
      {error && <Trouble error={error} header="Your stores could not be loaded" retry={retry} />}
      {isLoading && !error && <Loading what="Loading your stores" />}
      {isEmpty && (
        <Panel marginBottom="none">
          <Empty title="No store is connected yet">
            Connect one below: it takes a minute. No store at hand? Start Rollcall with a practice store:{' '}
            <code>rollcall start --sandbox</code>
          </Empty>
        </Panel>
      )}
      {(isAdding || isEmpty) && <AddStore onAdded={added} {...(!isEmpty && { onClose: cancel })} />}
      {stores.map((store) => (
        <StoreCard
          key={store.id}
          store={store}
          isSandbox={store.id === sandbox?.credentials_id}
          isNew={store.id === newest}
        />
      ))}
    </Page>
  );
}
