import { Form, FormGroup, Input, Panel } from '@bigcommerce/big-design';
import { type FormEvent, useState } from 'react';
import styled from 'styled-components';
import type { Mapping } from '../../../../../../src/hosts/http/api-types.ts';
import { useMappings, useSaveMapping } from '../../../../api/mappings.ts';
import { count } from '../../../../parts/amounts.ts';
import { BusyButton } from '../../../../parts/busy-button.tsx';
import { ChoiceField } from '../../../../parts/fields/index.ts';
import { Actions, Stack } from '../../../../parts/page.tsx';
import { tell } from '../../../../parts/tell.ts';
import { Trouble } from '../../../../parts/trouble.tsx';

export type SavedMappingsProps = {
  /** As it stands now. */
  mapping: Mapping;
  /** The saved one that is used for this file: its name, or an empty text where nobody knows it. */
  applied: string | undefined;
  isBusy: boolean;
  onApply(name: string): void;
  onTakeOff(): void;
};

/** The choices about columns, kept for the next file that looks like this one. */
export function SavedMappings({ mapping, applied, isBusy, onApply, onTakeOff }: SavedMappingsProps) {
  const { data: saved = [], error } = useMappings();
  const save = useSaveMapping();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name.trim() === '') return;
    const done = await save.mutateAsync({ name: name.trim(), mapping }).catch(() => undefined);
    if (!done) return;
    tell(`Saved as “${done.name}”. You can use it for any file and any store.`);
    setName('');
  };
  return (
    <Panel header="Use these columns again" description="For files that come again and again, such as a weekly export.">
      <Stack>
        {error && <Trouble error={error} />}
        {applied !== undefined && (
          <Actions>
            <span>
              {applied === '' ? 'Saved columns are used' : `The saved columns “${applied}” are used`} for this file.
            </span>
            <BusyButton text="Take them off again" variant="subtle" isLoading={isBusy} onClick={onTakeOff} />
          </Actions>
        )}
        <Ways>
          {saved.length > 0 && (
            <div>
              <FormGroup>
                <ChoiceField
                  label="Saved columns"
                  none="Choose"
                  options={saved.map(({ name: one, columns }) => ({
                    value: one,
                    label: `${one} (${count(columns, 'column')})`,
                  }))}
                  value={chosen}
                  onChange={setChosen}
                />
              </FormGroup>
              <BusyButton
                text="Use them for this file"
                variant="secondary"
                isLoading={isBusy}
                disabled={chosen === ''}
                onClick={() => onApply(chosen)}
              />
            </div>
          )}
          <Form onSubmit={submit}>
            <FormGroup>
              <Input
                label="Save as"
                placeholder="Weekly export"
                maxLength={80}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            </FormGroup>
            <BusyButton
              text={saved.some((one) => one.name === name.trim()) ? 'Replace the saved one' : 'Save these columns'}
              type="submit"
              variant="secondary"
              isLoading={save.isPending}
              disabled={name.trim() === ''}
            />
          </Form>
        </Ways>
        {save.error && <Trouble error={save.error} />}
      </Stack>
    </Panel>
  );
}

const Ways = styled.div`
  display: grid;
  gap: ${({ theme }) => theme.spacing.xLarge};
  grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 24rem));
`;
