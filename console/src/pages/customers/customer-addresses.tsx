import { Button, Panel, Text } from '@bigcommerce/big-design';
import { useId, useState } from 'react';
import styled from 'styled-components';
import type { Address, Customer } from '../../../../src/hosts/http/api-types.ts';
import { useCustomerParts } from '../../api/customers.ts';
import { AddressBlock } from '../../parts/address-block.tsx';
import { giveBackFocus } from '../../parts/give-back-focus.ts';
import { Stack } from '../../parts/page.tsx';
import { AddressForm } from './address-form.tsx';

/** The addresses of a customer, each to change, and a place to add one. */
export function CustomerAddresses({ storeId, customer }: { storeId: string; customer: Customer }) {
  const [editing, setEditing] = useState<number | 'new'>();
  const { parts } = useCustomerParts(storeId, customer);
  const addresses = parts?.addresses ?? customer.addresses ?? [];
  const isEditing = ({ id }: Address): boolean => editing !== undefined && editing === id;
  const openersId = useId();
  const openerOf = (which: number | 'new' = 'new'): string => `${openersId}-${which}`;
  const close = (): void => giveBackFocus({ close: () => setEditing(undefined), openerId: openerOf(editing) });
  const form = (address?: Address) => (
    <AddressForm storeId={storeId} customerId={customer.id} address={address} onClose={close} />
  );
  return (
    <Panel
      header="Addresses"
      action={{
        id: openerOf('new'),
        text: 'Add an address',
        variant: 'secondary',
        disabled: editing === 'new',
        onClick: () => setEditing('new'),
      }}
    >
      <Stack>
        {editing === 'new' && form()}
        {addresses.length === 0 && editing !== 'new' && <Text color="secondary60">There is no address yet.</Text>}
        <Cards>
          {addresses.map((address) => (
            <li key={address.id} data-wide={isEditing(address)}>
              {isEditing(address) ? (
                form(address)
              ) : (
                <>
                  <AddressBlock address={address} />
                  <Button
                    id={openerOf(address.id)}
                    variant="secondary"
                    aria-label={`Edit the address ${address.address1 ?? address.id}`}
                    onClick={() => setEditing(address.id)}
                  >
                    Edit
                  </Button>
                </>
              )}
            </li>
          ))}
        </Cards>
      </Stack>
    </Panel>
  );
}

const Cards = styled.ul`
  display: grid;
  gap: ${({ theme }) => theme.spacing.medium};
  grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr));
  list-style: none;
  margin: 0;
  padding: 0;
  li {
    align-items: flex-start;
    border: 1px solid ${({ theme }) => theme.colors.secondary30};
    border-radius: ${({ theme }) => theme.borderRadius.normal};
    display: flex;
    flex-direction: column;
    gap: ${({ theme }) => theme.spacing.xSmall};
    justify-content: space-between;
    padding: ${({ theme }) => theme.spacing.small};
  }
  li[data-wide='true'] { grid-column: 1 / -1; align-items: stretch; }
  li > button { margin: 0; width: auto; }
`;
