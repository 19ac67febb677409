import { Button, Text } from '@bigcommerce/big-design';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import styled from 'styled-components';
import type { ImportView } from '../../../../../src/hosts/http/api-types.ts';
import { useCancelImport } from '../../../api/imports.ts';
import { Question } from '../../../parts/question.tsx';
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
        <Question
          title="Cancel this import?"
          wayBack="Go back"
          action="Cancel the import"
          isBusy={cancel.isPending}
          onConfirm={() => void confirm()}
          onClose={() => setAsked(false)}
        >
          <Text marginBottom="none">
            Nothing was sent to your store, and nothing will be. The import stays in the list as cancelled; to import
            the file later, choose it again.
          </Text>
          {cancel.error && <Trouble error={cancel.error} />}
        </Question>
      )}
    </>
  );
}

/** The red of the button is read on white. */
const Ground = styled.div`
  background: ${({ theme }) => theme.colors.white};
  border-radius: ${({ theme }) => theme.borderRadius.normal};
`;
