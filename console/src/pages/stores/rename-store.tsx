import { Button } from '@bigcommerce/big-design';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import type { StoredCredential } from '../../../../src/hosts/http/api-types.ts';
import { changeStore, credentialsKey } from '../../api/credentials.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { storeTitle } from '../../parts/chosen-store.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { fieldErrors } from '../../parts/field-errors.ts';
import { TextField } from '../../parts/fields/index.ts';
import { tell } from '../../parts/tell.ts';
import { Trouble } from '../../parts/trouble.tsx';

/** Another name for people. */
export function RenameStore({ store, onClose }: { store: StoredCredential; onClose(): void }) {
  const client = useQueryClient();
  const form = useId();
  const [label, setLabel] = useState(store.label ?? '');
  const saving = useMutation({
    mutationFn: () => changeStore(store.id, { label: label.trim() || null }),
    async onSuccess(changed) {
      await client.invalidateQueries({ queryKey: credentialsKey });
      tell(`The store is now called ${storeTitle(changed)}.`);
      onClose();
    },
  });
  const { byField, rest } = fieldErrors(saving.error, ['label']);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!saving.isPending) saving.mutate();
  };
  return (
    <Dialog
      title={`Rename ${storeTitle(store)}`}
      onClose={onClose}
      actions={
        <>
          <BusyButton text="Save the name" type="submit" form={form} isLoading={saving.isPending} />
          <Button variant="subtle" onClick={onClose}>
            Keep the name
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <TextField
          label="Name"
          value={label}
          maxLength={200}
          error={byField.label}
          help={`Only the name changes. Scripts go on calling the store by its ID, ${store.id}.`}
          onChange={setLabel}
        />
      </form>
      {rest && <Trouble error={rest} header="The store keeps its name" />}
    </Dialog>
  );
}
