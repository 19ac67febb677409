import { Button, Panel, Text } from '@bigcommerce/big-design';
import { useState } from 'react';
import type { SandboxView } from '../../../../src/hosts/http/api-types.ts';
import { useSandbox } from '../../api/sandbox.ts';
import { Card } from '../../parts/card.tsx';
import { useChosenStore } from '../../parts/chosen-store.tsx';
import { CopyBlock } from '../../parts/copy-block.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { TextLink } from '../../parts/text-link.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { FaultSwitches } from './fault-switches.tsx';
import { LiveNumbers } from './live-numbers.tsx';
import { QuotaPanel } from './quota-panel.tsx';
import { RequestTable } from './request-table.tsx';
import { ResetSandbox } from './reset-sandbox.tsx';
import { WhoMade } from './who-made.tsx';

/** The store to practise on: what it holds, what reaches it, and what shall go wrong in it. */
export function SandboxPage() {
  const { data, error, isPending, refetch } = useSandbox({ everyMs: 1_000 });
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Page
      title="Sandbox"
      description="A practice store on this computer that behaves as BigCommerce does, on good days and on bad ones."
      actions={
        data && (
          <Button variant="secondary" onClick={() => setIsAsking(true)}>
            Reset
          </Button>
        )
      }
    >
      {error && <Trouble error={error} header="The sandbox could not be read" retry={() => void refetch()} />}
      {isPending && !error && <Loading what="Looking for the sandbox" />}
      {data === null && <NoSandbox />}
      {data && <Running view={data} />}
      {isAsking && <ResetSandbox onClose={() => setIsAsking(false)} />}
    </Page>
  );
}

function Running({ view }: { view: SandboxView }) {
  const { choose } = useChosenStore();
  return (
    <>
      <Card>
        <Text>
          Make it a bad day below, then import a file: every customer gets in once, and the report accounts for each.
          Nothing of it reaches a real store.
        </Text>
        <TextLink to="/imports?sample=yes" onClick={() => choose(view.credentials_id)}>
          Start an import and watch it survive
        </TextLink>
      </Card>
      <LiveNumbers view={view} />
      <FaultSwitches view={view} />
      <QuotaPanel view={view} />
      <RequestTable stats={view.stats} />
      <WhoMade stats={view.stats} />
    </>
  );
}

function NoSandbox() {
  return (
    <Panel header="No sandbox runs" marginBottom="none">
      <Text>
        With it you try everything on some 300 invented customers, without a real store and without an account anywhere.
        Stop Rollcall in its terminal, and start it again like this:
      </Text>
      <CopyBlock label="Command that starts Rollcall with the sandbox" text="rollcall start --sandbox" />
    </Panel>
  );
}
