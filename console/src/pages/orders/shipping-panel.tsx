import { H3, Panel, Text } from '@bigcommerce/big-design';
import { type ReactNode, useState } from 'react';
import styled from 'styled-components';
import type { OrderUpdated } from '../../api/orders.ts';
import { AddressBlock } from '../../parts/address-block.tsx';
import { count } from '../../parts/amounts.ts';
import { Stack } from '../../parts/page.tsx';
import type { OrderPanelProps } from './order-change.tsx';
import { openItems } from './order-shipping.ts';
import { Saved } from './saved.tsx';
import { ShipForm } from './ship-form.tsx';
import { ShipmentsTable } from './shipments-table.tsx';

/** Where an order goes, what was shipped of it, and what is left to ship. */
export function ShippingPanel(props: OrderPanelProps) {
  const { order } = props;
  const { shipping_addresses: addresses = [], shipments = [] } = order;
  const [updated, setUpdated] = useState<OrderUpdated>();
  const { open, total } = openItems(order);
  return (
    <Panel header="Shipping">
      <Saved updated={updated} onClose={() => setUpdated(undefined)} />
      <Stack>
        {total === 0 && <Text>Nothing of this order is shipped: it has digital products only.</Text>}
        {addresses.length > 0 && (
          <Addresses>
            {addresses.map((address, index) => (
              <div key={address.id}>
                <H3 marginBottom="xxSmall">
                  {addresses.length === 1 ? 'Goes to' : `Goes to address ${index + 1} of ${addresses.length}`}
                </H3>
                <AddressBlock address={address} />
                <Text color="secondary60" marginBottom="none">
                  {[
                    address.shipping_method,
                    address.items_total &&
                      `${address.items_shipped ?? 0} of ${count(address.items_total, 'item')} shipped`,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
              </div>
            ))}
          </Addresses>
        )}
        {shipments.length > 0 && (
          <Part title={open === 0 ? 'Everything is shipped' : 'Shipped so far'}>
            <ShipmentsTable order={order} />
          </Part>
        )}
        {shipments.length === 0 && total > 0 && open === 0 && (
          <Text>Everything counts as shipped, and the store has no shipment of it.</Text>
        )}
        {open > 0 && (
          <Part title={open === total ? 'Ship' : 'Ship the rest'}>
            <ShipForm {...props} onUpdated={setUpdated} />
          </Part>
        )}
      </Stack>
    </Panel>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <H3 marginBottom="xxSmall">{title}</H3>
      {children}
    </div>
  );
}

const Addresses = styled.div`
  display: grid;
  gap: ${({ theme }) => theme.spacing.medium};
  grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr));
`;
