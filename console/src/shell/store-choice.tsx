import { useId } from 'react';
import styled from 'styled-components';
import { storeTitle, useChosenStore } from '../parts/chosen-store.tsx';
import { NativeSelect } from '../parts/fields/index.ts';

/** The store that all pages are about, where there is a choice. */
export function StoreChoice() {
  const { stores, store, choose } = useChosenStore();
  const id = useId();
  if (!store) return null;
  if (stores.length === 1) return <Only>Store: {storeTitle(store)}</Only>;
  return (
    <Choice>
      <label htmlFor={id}>Store</label>
      <NativeSelect $isSmall id={id} value={store.id} onChange={(event) => choose(event.target.value)}>
        {stores.map((one) => (
          <option key={one.id} value={one.id}>
            {storeTitle(one)}
          </option>
        ))}
      </NativeSelect>
    </Choice>
  );
}

const Only = styled.span`
  color: ${({ theme }) => theme.colors.secondary60};
`;

const Choice = styled.div`
  align-items: center;
  display: flex;
  gap: ${({ theme }) => theme.spacing.xSmall};
  label { color: ${({ theme }) => theme.colors.secondary60}; }
`;
