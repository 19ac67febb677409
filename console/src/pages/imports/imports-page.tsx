import { Button, Panel } from '@bigcommerce/big-design';
import { useEffect } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useImports } from '../../api/imports.ts';
import { useChosenStore } from '../../parts/chosen-store.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { FileDrop } from './list/file-drop.tsx';
import { FirstUse } from './list/first-use.tsx';
import { PastImports } from './list/past-imports.tsx';
import { Sample } from './list/sample.tsx';
import { onArrival } from './list/uploads.ts';

const pageSize = 25;

/** The home of the console: a file goes in here, and all that went in before stands below. */
export function ImportsPage() {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const after = params.get('after') ?? undefined;
  const { store, isLoading, error: storesError, retry } = useChosenStore();
  const { data, error, refetch } = useImports({ limit: pageSize, ...(after !== undefined && { after }) });
  useEffect(() => onArrival((id) => navigate(`/imports/${id}`, { state: { isNew: true } })), [navigate]);
  const isFirstUse = data !== undefined && data.imports.length === 0 && after === undefined;
  return (
    <Page title="Imports" description="Bring customers into your store from a file, every row accounted for.">
      {isLoading && !storesError && <Loading what="Loading your stores" />}
      {storesError && <Trouble error={storesError} header="Your stores could not be loaded" retry={retry} />}
      {!isLoading && !storesError && (store ? <FileDrop /> : <NoStore onConnect={() => navigate('/stores')} />)}
      {/* Its address is for those who come to try: from the sandbox, say. */}
      {store && (isFirstUse || params.has('sample')) && <FirstUse />}
      {store && data && !isFirstUse && !params.has('sample') && <Sample isQuiet />}
      {error && <Trouble error={error} header="Your imports could not be loaded" retry={refetch} />}
      {!data && !error && <Loading what="Loading your imports" />}
      {data && !isFirstUse && (
        <Panel header="Your imports" marginBottom="none">
          <PastImports imports={data.imports} next={data.next} />
        </Panel>
      )}
    </Page>
  );
}

function NoStore({ onConnect }: { onConnect(): void }) {
  return (
    <Panel marginBottom="none">
      <Empty title="Connect a store first" actions={<Button onClick={onConnect}>Connect a store</Button>}>
        Rollcall brings customers from a file into a BigCommerce store. Tell it which store that is; it takes a minute.
      </Empty>
    </Panel>
  );
}
