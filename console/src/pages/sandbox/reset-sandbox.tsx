import { Checkbox, Text } from '@bigcommerce/big-design';
import { useState } from 'react';
import { useResetSandbox } from '../../api/sandbox.ts';
import { Question } from '../../parts/question.tsx';
import { tell } from '../../parts/tell.ts';
import { Trouble } from '../../parts/trouble.tsx';

/** Asks before all that is in the sandbox goes. */
export function ResetSandbox({ onClose }: { onClose(): void }) {
  const [empty, setEmpty] = useState(false);
  const resetting = useResetSandbox();
  const reset = (): void =>
    resetting.mutate(
      { empty },
      {
        onSuccess(message) {
          tell(message);
          onClose();
        },
      },
    );
  return (
    <Question
      title="Reset the sandbox?"
      wayBack="Keep it as it is"
      action="Reset the sandbox"
      isBusy={resetting.isPending}
      onConfirm={reset}
      onClose={onClose}
    >
      <Text>
        <strong>What is lost:</strong> every customer, order, address and group that was made or changed in it, and the
        counts on this page. All faults go off, and the quota is that of the start.
      </Text>
      <Text>
        <strong>What stays:</strong> your imports and their reports. Real stores are not touched.
      </Text>
      <Checkbox
        label="Leave it empty, without the demo data"
        checked={empty}
        onChange={(event) => setEmpty(event.target.checked)}
      />
      {resetting.error && <Trouble error={resetting.error} header="The sandbox was not reset" />}
    </Question>
  );
}
