import { Button, Panel, Text } from '@bigcommerce/big-design';
import { useState } from 'react';
import styled from 'styled-components';
import { type CustomerAddress, type CustomerView, useCustomerParts } from '../../api/customers.ts';
import { Stack } from '../../parts/page.tsx';
import { AddressForm } from './address-form.tsx';

/** The addresses of a customer, each to change, and a place to add one. */
export function CustomerAddresses({ storeId, customer }: { storeId: string; customer: CustomerView }) {
  const [editing, setEditing] = useState<number | 'new'>();
  const { parts } = useCustomerParts(storeId, customer);
  const addresses = parts?.addresses ?? customer.addresses ?? [];
  const close = (): void => setEditing(undefined);
  const form = (address?: CustomerAddress) => (
    <AddressForm storeId={storeId} customerId={customer.id} address={address} onClose={close} />
  );
  return (
    <Panel
      header="Addresses"
      action={{
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
            <li key={address.id} data-wide={editing === address.id}>
              {editing === address.id ? (
                form(address)
              ) : (
                <>
                  <address>{linesOf(address).join('\n')}</address>
                  <Button
                    variant="secondary"
                    aria-label={`Change the address ${address.address1 ?? address.id}`}
                    onClick={() => setEditing(address.id)}
                  >
                    Change
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

function linesOf(address: CustomerAddress): string[] {
  const { first_name = '', last_name = '', company, address1, address2, city, postal_code, phone } = address;
  const { state_or_province, country, country_code, address_type } = address;
  const lines = [
    `${first_name} ${last_name}`.trim(),
    company,
    address1,
    address2,
    [postal_code, city].filter(Boolean).join(' '),
    state_or_province === city ? undefined : state_or_province,
    country ?? country_code,
    phone,
    address_type === 'commercial' ? 'Commercial' : undefined,
  ];
  return lines.filter((line): line is string => Boolean(line));
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
  address { font-style: normal; white-space: pre-line; }
  li > button { margin: 0; width: auto; }
`;
