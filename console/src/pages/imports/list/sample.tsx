import { Text } from '@bigcommerce/big-design';
import styled from 'styled-components';
import { useSandbox } from '../../../api/sandbox.ts';
import { BusyButton } from '../../../parts/busy-button.tsx';
import { Actions } from '../../../parts/page.tsx';
import { Trouble } from '../../../parts/trouble.tsx';
import { useTryWithSandbox } from './use-try-with-sandbox.ts';

/** The ways to an import without a file of one's own. @param isQuiet In one line, for those who know them */
export function Sample({ isQuiet = false }: { isQuiet?: boolean }) {
  const { data: sandbox } = useSandbox();
  const attempt = useTryWithSandbox();
  return (
    <>
      <Line $isQuiet={isQuiet}>
        {isQuiet && (
          <Text color="secondary60" marginBottom="none">
            No file at hand?
          </Text>
        )}
        {sandbox && (
          <BusyButton
            text="Try with the sandbox"
            variant={isQuiet ? 'subtle' : 'secondary'}
            isLoading={attempt.isPending}
            onClick={() => attempt.mutate(sandbox.credentials_id)}
          />
        )}
        <SampleLink href="/sample-customers.csv" download>
          Download the sample file
        </SampleLink>
      </Line>
      {attempt.error && <Trouble error={attempt.error} />}
    </>
  );
}

const Line = styled(Actions)<{ $isQuiet: boolean }>`
  justify-content: ${({ $isQuiet }) => ($isQuiet ? 'center' : 'flex-start')};
`;

const SampleLink = styled.a`
  color: ${({ theme }) => theme.colors.primary60};
  text-underline-offset: 0.15em;
`;
