import { useId } from 'react';
import styled from 'styled-components';
import { storeTitle, useChosenStore } from '../stores/chosen-store.tsx';

/** The store that all pages are about, where there is a choice. */
export function StoreChoice() {
  const { stores, store, choose } = useChosenStore();
  const id = useId();
  if (!store) return null;
  if (stores.length === 1) return <Only>Store: {storeTitle(store)}</Only>;
  return (
    <Choice>
      <label htmlFor={id}>Store</label>
      <select id={id} value={store.id} onChange={(event) => choose(event.target.value)}>
        {stores.map((one) => (
          <option key={one.id} value={one.id}>
            {storeTitle(one)}
          </option>
        ))}
      </select>
    </Choice>
  );
}

const Only = styled.span`
  color: ${({ theme }) => theme.colors.secondary60};
`;

/** The browser's own list: it opens with one key, and on a phone as phones do. */
const Choice = styled.div`
  align-items: center;
  display: flex;
  gap: ${({ theme }) => theme.spacing.xSmall};
  label { color: ${({ theme }) => theme.colors.secondary60}; }
  select {
    background: ${({ theme }) => theme.colors.white};
    border: 1px solid ${({ theme }) => theme.colors.secondary30};
    border-radius: ${({ theme }) => theme.borderRadius.normal};
    color: inherit;
    font: inherit;
    max-width: 14rem;
    padding: ${({ theme }) => `${theme.spacing.xxSmall} ${theme.spacing.xSmall}`};
  }
`;
