import { Button, Text } from '@bigcommerce/big-design';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import styled from 'styled-components';
import type { ImportView } from '../../../../../src/hosts/http/api-types.ts';
import { useCancelImport } from '../../../api/imports.ts';
import { BusyButton } from '../../../parts/busy-button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { tell } from '../../../parts/tell.ts';
import { Trouble } from '../../../parts/trouble.tsx';

/** Gives an import up before it was started. */
export function CancelImport({ view: { import_id: id, file } }: { view: ImportView }) {
  const [isAsked, setAsked] = useState(false);
  const navigate = useNavigate();
  const cancel = useCancelImport(id);
  const confirm = async (): Promise<void> => {
    try {
      await cancel.mutateAsync();
    } catch {
      return;
    }
    tell(`The import of ${file} is cancelled.`);
    navigate('/imports');
  };
  return (
    <>
      <Ground>
        <Button variant="secondary" actionType="destructive" marginBottom="none" onClick={() => setAsked(true)}>
          Cancel this import
        </Button>
      </Ground>
      {isAsked && (
        <Dialog
          title="Cancel this import?"
          isBusy={cancel.isPending}
          onClose={() => setAsked(false)}
          actions={
            <>
              <BusyButton
                text="Cancel the import"
                actionType="destructive"
                isLoading={cancel.isPending}
                onClick={() => void confirm()}
              />
              <Button variant="subtle" disabled={cancel.isPending} onClick={() => setAsked(false)}>
                Go back
              </Button>
            </>
          }
        >
          <Text marginBottom="none">
            Nothing was sent to your store, and nothing will be. The import stays in the list as cancelled; to import
            the file later, choose it again.
          </Text>
          {cancel.error && <Trouble error={cancel.error} />}
        </Dialog>
      )}
    </>
  );
}

/** The red of the button is read on white. */
const Ground = styled.div`
  background: ${({ theme }) => theme.colors.white};
  border-radius: ${({ theme }) => theme.borderRadius.normal};
`;
