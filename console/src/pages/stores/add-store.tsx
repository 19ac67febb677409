import { Button, Message, Panel, Text } from '@bigcommerce/big-design';
import { type FormEvent, useState } from 'react';
import { flushSync } from 'react-dom';
import styled from 'styled-components';
import type { CredentialBody, CredentialTest } from '../../../../src/hosts/http/api-types.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { storeTitle } from '../../parts/chosen-store.tsx';
import { fieldErrors } from '../../parts/field-errors.ts';
import { TextField } from '../../parts/fields/index.ts';
import { focusFirst } from '../../parts/focus-first.ts';
import { focusWrongField } from '../../parts/focus-wrong-field.ts';
import { Actions, Stack } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { type AccountErrors, accountFields, bodyOf, emptyEntry, missingOf } from './account-entry.ts';
import { AccountFields } from './account-fields.tsx';
import { isPassing, TestAnswer } from './test-answer.tsx';
import { type AddedStore, useAddStore } from './use-add-store.ts';
import { WhereToFind } from './where-to-find.tsx';

export type AddStoreProps = {
  onAdded(added: AddedStore): void;
  /** Absent where there is nothing else to see. */
  onClose?: () => void;
};

/** Connects a store: what BigCommerce shows goes in, it is tested, and then stored. */
export function AddStore({ onAdded, onClose }: AddStoreProps) {
  const [entry, setEntry] = useState(emptyEntry);
  const [label, setLabel] = useState('');
  const [id, setId] = useState('');
  const [missing, setMissing] = useState<AccountErrors>({});
  const body: CredentialBody = {
    ...bodyOf(entry),
    ...(label.trim() && { label: label.trim() }),
    ...(id.trim() && { id: id.trim() }),
  };
  const adding = useAddStore(body, onAdded);
  const { test, twin } = adding.data ?? {};
  const { byField, rest } = fieldErrors(adding.error, [...accountFields, 'label', 'id']);
  const errors = { ...byField, ...placed(test, entry.account !== undefined), ...missing };
  const edited = (): void => {
    adding.reset();
    setMissing({});
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (adding.isPending) return;
    const open = missingOf(entry);
    flushSync(() => setMissing(open));
    focusWrongField(event.currentTarget);
    if (Object.keys(open).length === 0) adding.mutate({ how: 'test' });
  };
  return (
    <Panel header="Add a store" marginBottom="none">
      <Columns>
        <form
          {...(onClose && { ref: focusFirst })}
          onSubmit={submit}
          noValidate
          autoComplete="off"
          aria-label="Add a store"
        >
          <Stack>
            <AccountFields
              entry={entry}
              errors={errors}
              onChange={(next) => {
                edited();
                setEntry(next);
              }}
            />
            <TextField
              label="Name"
              value={label}
              maxLength={200}
              error={errors.label}
              help="What you call this store, for example Acme Outdoor. May be left empty."
              onChange={(next) => {
                edited();
                setLabel(next);
              }}
            />
            <details>
              <summary>For scripts: choose the ID</summary>
              <TextField
                label="ID"
                value={id}
                maxLength={64}
                error={errors.id}
                help="Commands and scripts call the store by it. Left empty, it is made from the name."
                onChange={(next) => {
                  edited();
                  setId(next);
                }}
              />
            </details>
            {errors.id && <Trouble error={errors.id} />}
            {test && !test.ok && !isPlaced(test) && <TestAnswer test={test} />}
            {test && twin && (
              <Message
                type="info"
                header={`This store is here already, as “${storeTitle(twin)}”`}
                messages={[
                  { text: 'The account works. Replace the token of that store, or add the same store a second time?' },
                ]}
              />
            )}
            {rest && <Trouble error={rest} header="The store was not added" />}
            <Actions>
              {test && twin ? (
                <>
                  <BusyButton
                    text="Replace its token"
                    type="button"
                    isLoading={adding.isPending}
                    onClick={() => adding.mutate({ how: 'replace', test, id: twin.id })}
                  />
                  <Button
                    type="button"
                    variant="secondary"
                    disabled={adding.isPending}
                    onClick={() => adding.mutate({ how: 'anyway', test })}
                  >
                    Add it a second time
                  </Button>
                </>
              ) : (
                <BusyButton
                  text={test ? 'Test again and add' : 'Test and add'}
                  type="submit"
                  isLoading={adding.isPending}
                />
              )}
              {test && isAddable(test) && (
                <Button
                  type="button"
                  variant="secondary"
                  disabled={adding.isPending}
                  onClick={() => adding.mutate({ how: 'anyway', test })}
                >
                  Add anyway
                </Button>
              )}
              {onClose && (
                <Button type="button" variant="subtle" disabled={adding.isPending} onClick={onClose}>
                  Cancel
                </Button>
              )}
            </Actions>
            <Text color="secondary60">
              {test && !test.ok
                ? 'Nothing is stored so far.'
                : 'The store is asked for one customer, one order and its name. Nothing is stored before it answers.'}
            </Text>
          </Stack>
        </form>
        <WhereToFind />
      </Columns>
    </Panel>
  );
}

/** Failures that are about one field stand at that field. */
function placed(test: CredentialTest | undefined, isPasted: boolean): AccountErrors {
  if (!test || !isPlaced(test)) return {};
  if (isPasted) return { pasted: test.message };
  return { [test.code === 'unauthorized' ? 'access_token' : 'store_hash']: test.message };
}

const isPlaced = ({ code }: CredentialTest): boolean => code === 'unauthorized' || code === 'store_not_found';

/** The store was away, or a part of what is needed is there: the account itself may be good. */
const isAddable = (test: CredentialTest): boolean =>
  isPassing(test) || (test.code === 'forbidden' && Object.values(test.scopes).includes('ok'));

const Columns = styled.div`
  display: grid;
  gap: ${({ theme }) => theme.spacing.xLarge};
  grid-template-columns: minmax(0, 1fr);
  @media (min-width: 60rem) {
    grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
  }
  summary { cursor: pointer; margin-bottom: ${({ theme }) => theme.spacing.xSmall}; }
`;
