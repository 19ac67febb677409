import { Panel, Text } from '@bigcommerce/big-design';
import type { ImportView } from '../../../../../../src/hosts/http/api-types.ts';
import { checkBodyOf, decisionsOf } from '../../../../api/decisions-of.ts';
import { useRejectsOrigin } from '../../../../api/rejects-origin.ts';
import { dateTime } from '../../../../parts/amounts.ts';
import { BusyButton } from '../../../../parts/busy-button.tsx';
import { Stack } from '../../../../parts/page.tsx';
import { tell } from '../../../../parts/tell.ts';
import { TextLink } from '../../../../parts/text-link.tsx';
import type { Preparation } from '../use-preparation.ts';

export type RejectsOriginProps = { view: ImportView; preparation: Preparation };

/** A file of rejects that were corrected elsewhere: it may go the way of the import that refused them. */
export function RejectsOrigin({ view, preparation }: RejectsOriginProps) {
  const { columns, choices, setColumns, setChoices, recheck, isChecking } = preparation;
  const { map, mapping } = view.options;
  const isUndecided = !map && !mapping && Object.keys(columns).length + Object.keys(choices).length === 0;
  const origin = useRejectsOrigin(view, isUndecided);
  if (!origin || !isUndecided) return null;
  const take = async (): Promise<void> => {
    const decisions = decisionsOf(origin);
    const known = new Set(view.columns?.map(({ column }) => column));
    const answer = await recheck(checkBodyOf(decisions, known)).catch(() => undefined);
    if (answer !== undefined && 'would' in answer)
      return tell(`Checked again with the columns and choices of ${origin.file}.`);
    const { targets, rules } = decisions;
    setChoices(decisions.choices);
    setColumns({ targets, ...(rules && { rules }) });
  };
  return (
    <Panel header="Rejects of an earlier import" marginBottom="none">
      <Stack>
        <Text marginBottom="none">
          These look like rows that came back from{' '}
          <TextLink to={`/imports/${origin.import_id}`}>{origin.file}</TextLink> of {dateTime(origin.created_at)}. They
          can go where its columns went, with what was chosen for it.
        </Text>
        <div>
          <BusyButton
            text="Use its columns and choices"
            variant="secondary"
            isLoading={isChecking}
            onClick={() => void take()}
          />
        </div>
      </Stack>
    </Panel>
  );
}
