import { Button, Text } from '@bigcommerce/big-design';
import { useRef, useState } from 'react';
import styled from 'styled-components';
import { storeTitle, useChosenStore } from '../../../parts/chosen-store.tsx';
import { ChoiceField } from '../../../parts/fields/index.ts';
import { Actions } from '../../../parts/page.tsx';
import { Trouble } from '../../../parts/trouble.tsx';
import { useDroppedFiles } from '../../../parts/use-dropped-files.ts';
import { UploadProgress } from './upload-progress.tsx';
import { forgetUpload, startUpload, useUpload } from './uploads.ts';

const endings = '.csv,.tsv,.txt,.ndjson,.jsonl,.json,.gz';

/** Takes a file, dropped anywhere on the page or chosen, for the store that is chosen. */
export function FileDrop() {
  const { stores, store, choose } = useChosenStore();
  const upload = useUpload();
  const input = useRef<HTMLInputElement>(null);
  const [refusal, setRefusal] = useState<string>();
  const storeId = store?.id;

  const take = (files: FileList | null | undefined): void => {
    const [file, ...more] = files ?? [];
    forgetUpload();
    setRefusal(undefined);
    if (!file || storeId === undefined) return;
    if (more.length > 0 || upload.state === 'sending')
      setRefusal('One file at a time: give the next one once this one is checked.');
    else if (file.size === 0) setRefusal(`${file.name} is empty, or it is a folder. Choose a file with customers.`);
    else void startUpload(file, file.name, storeId);
  };
  const isOver = useDroppedFiles(take);

  if (upload.state === 'sending')
    return (
      <>
        <UploadProgress {...upload} />
        {refusal !== undefined && <Trouble error={refusal} />}
      </>
    );
  return (
    <Area $isOver={isOver} role="group" aria-label="New import">
      <Text bold marginBottom="none">
        {isOver ? 'Let go to import it' : 'Drop a file with customers here'}
      </Text>
      <Text color="secondary60" marginBottom="none">
        CSV, TSV, JSON or NDJSON, zipped with gzip or not, of any size. From Excel: save as CSV.
      </Text>
      <input
        ref={input}
        type="file"
        accept={endings}
        hidden
        aria-label="File with customers"
        onChange={(event) => {
          take(event.target.files);
          // The same file may be chosen again.
          event.target.value = '';
        }}
      />
      <Actions>
        <Button onClick={() => input.current?.click()}>Choose a file</Button>
      </Actions>
      {stores.length > 1 && store ? (
        <Into>
          <ChoiceField
            label="It goes into"
            options={stores.map((one) => ({ value: one.id, label: storeTitle(one) }))}
            value={store.id}
            onChange={choose}
          />
        </Into>
      ) : (
        store && (
          <Text color="secondary60" marginBottom="none">
            It goes into {storeTitle(store)}, after you have seen the check.
          </Text>
        )
      )}
      {refusal !== undefined && <Trouble error={refusal} />}
      {upload.state === 'failed' && <Trouble error={upload.error} header={`${upload.filename} was not imported`} />}
    </Area>
  );
}

const Area = styled.div<{ $isOver: boolean }>`
  align-items: center;
  background: ${({ theme, $isOver }) => ($isOver ? theme.colors.primary10 : theme.colors.white)};
  border: 2px dashed ${({ theme, $isOver }) => ($isOver ? theme.colors.primary : theme.colors.secondary40)};
  border-radius: ${({ theme }) => theme.borderRadius.normal};
  display: flex;
  flex-direction: column;
  gap: ${({ theme }) => theme.spacing.small};
  padding: ${({ theme }) => `${theme.spacing.xLarge} ${theme.spacing.medium}`};
  text-align: center;
  ${Actions} { justify-content: center; }
`;

const Into = styled.div`
  max-width: 100%;
  text-align: left;
  width: 20rem;
`;
