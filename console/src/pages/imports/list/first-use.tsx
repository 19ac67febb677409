import { H2, Panel, Text } from '@bigcommerce/big-design';
import { useSandbox } from '../../../api/sandbox.ts';
import { Sample } from './sample.tsx';

/** What a person reads who has imported nothing yet. */
export function FirstUse() {
  const { data: sandbox } = useSandbox();
  return (
    <Panel header="How an import goes" marginBottom="none">
      <Text>
        Rollcall reads your file, matches its columns, and shows every problem before anything is sent to your store.
        You look, you start it, and at the end a report says of every single row what became of it.
      </Text>
      <H2 marginTop="large">No file at hand?</H2>
      <Text>
        {sandbox
          ? 'The sandbox is a practice store on this computer. Try it with 200 invented customers, a few of them with typical mistakes: it takes less than a minute, and nothing leaves this computer.'
          : 'The sample file holds 200 invented customers, a few of them with typical mistakes. You can look at its check without starting the import.'}
      </Text>
      <Sample />
    </Panel>
  );
}
