import { H2, Panel, Text } from '@bigcommerce/big-design';
import styled from 'styled-components';
import { useSandbox } from '../../../api/sandbox.ts';
import { BusyButton } from '../../../parts/busy-button.tsx';
import { Actions } from '../../../parts/page.tsx';
import { Trouble } from '../../../parts/trouble.tsx';
import { useTryWithSandbox } from './use-try-with-sandbox.ts';

/** What a person reads who has imported nothing yet. */
export function FirstUse() {
  const { data: sandbox } = useSandbox();
  const attempt = useTryWithSandbox();
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
      <Actions>
        {sandbox && (
          <BusyButton
            text="Try with the sandbox"
            variant="secondary"
            isLoading={attempt.isPending}
            onClick={() => attempt.mutate(sandbox.credentials_id)}
          />
        )}
        <SampleLink href="/sample-customers.csv" download>
          Download the sample file
        </SampleLink>
      </Actions>
      {attempt.error && <Trouble error={attempt.error} />}
    </Panel>
  );
}

const SampleLink = styled.a`
  color: ${({ theme }) => theme.colors.primary60};
  text-underline-offset: 0.15em;
`;
