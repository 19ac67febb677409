import { Text } from '@bigcommerce/big-design';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { ImportView } from '../../../../../src/hosts/http/api-types.ts';
import { useImportRejects } from '../../../api/import-rejects.ts';
import { BusyButton } from '../../../parts/busy-button.tsx';
import { keptByBrowser } from '../../../parts/kept.ts';
import { TextLink } from '../../../parts/text-link.tsx';
import { Trouble } from '../../../parts/trouble.tsx';
import { draftDecisions } from '../prepare/use-preparation.ts';

type Successor = { id: string; file: string };

/** Takes the refused rows up as an import of their own, in which they are corrected. */
export function CorrectRejects({ view, isAway }: { view: ImportView; isAway: boolean }) {
  const navigate = useNavigate();
  const take = useImportRejects(view);
  const [successor, setSuccessor] = useState(() => successorOf(view.import_id));
  const start = async (): Promise<void> => {
    const made = await take.mutateAsync().catch(() => undefined);
    if (!made) return;
    const { id, file, decisions, isChecked } = made;
    // A check that goes on, or that failed, is not the end of what was decided.
    if (!isChecked) draftDecisions(id, decisions);
    keptByBrowser.keep(keptName(view.import_id), JSON.stringify({ id, file }));
    setSuccessor({ id, file });
    navigate(`/imports/${id}?step=check`, { state: { isNew: true } });
  };
  return (
    <>
      <BusyButton
        text="Correct these rows here"
        variant="secondary"
        isLoading={take.isPending}
        disabled={isAway}
        onClick={() => void start()}
      />
      {successor && (
        <Text marginBottom="none">
          Taken up by <TextLink to={`/imports/${successor.id}`}>{successor.file}</TextLink>.
        </Text>
      )}
      {take.error && <Trouble error={take.error} header="The rejects could not be taken up" />}
    </>
  );
}

const keptName = (id: string): string => `rejects.${id}`;

/** The import that this browser made of the rejects of another one. */
function successorOf(id: string): Successor | undefined {
  try {
    return JSON.parse(keptByBrowser.read(keptName(id)) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}
