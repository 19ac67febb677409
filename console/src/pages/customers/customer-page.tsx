import { Button, Panel } from '@bigcommerce/big-design';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Customer } from '../../../../src/hosts/http/api-types.ts';
import { customerKey, customerName, customersKey, useCustomer } from '../../api/customers.ts';
import { dateTime } from '../../parts/amounts.ts';
import { AsJson } from '../../parts/as-json.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ForStore } from '../../parts/for-store.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Actions, Page } from '../../parts/page.tsx';
import { ListLink, lastListAt } from '../../parts/search/index.ts';
import { StoreTrouble } from '../../parts/store-trouble.tsx';
import { tell } from '../../parts/tell.ts';
import { TextLink } from '../../parts/text-link.tsx';
import { CustomerAddresses } from './customer-addresses.tsx';
import { CustomerDetails } from './customer-details.tsx';
import { CustomerOrders } from './customer-orders.tsx';
import { DeleteCustomers } from './delete-customers.tsx';

export function CustomerPage() {
  const { id = '' } = useParams();
  return (
    <ForStore title={`Customer ${id}`} what="Customers">
      {(store) => <CustomerOf key={`${store.id} ${id}`} storeId={store.id} id={id} />}
    </ForStore>
  );
}

function CustomerOf({ storeId, id }: { storeId: string; id: string }) {
  const { data: customer, error, refetch } = useCustomer(storeId, id);
  if (customer) return <Known storeId={storeId} customer={customer} />;
  return (
    <Page title={`Customer ${id}`} description={<ListLink to="/customers">All customers</ListLink>}>
      {error ? (
        <StoreTrouble error={error} what="The customer could not be read" retry={refetch} />
      ) : customer === null ? (
        <Card>
          <Empty title="No such customer" actions={<TextLink to="/customers">Search the customers</TextLink>}>
            The store has no customer with the ID {id}. It may have been deleted, or it belongs to another store.
          </Empty>
        </Card>
      ) : (
        <Loading what="Asking the store for the customer" />
      )}
    </Page>
  );
}

function Known({ storeId, customer }: { storeId: string; customer: Customer }) {
  const [open, setOpen] = useState<'json' | 'delete'>();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { id, date_created } = customer;
  return (
    <Page
      title={customerName(customer)}
      description={
        <>
          <ListLink to="/customers">All customers</ListLink> · Customer {id}
          {date_created && ` · since ${dateTime(date_created)}`}
        </>
      }
      actions={
        <Button variant="subtle" onClick={() => setOpen('json')}>
          As JSON
        </Button>
      }
    >
      <CustomerDetails storeId={storeId} customer={customer} />
      <CustomerAddresses storeId={storeId} customer={customer} />
      <CustomerOrders storeId={storeId} customerId={id} />
      <Panel
        header="Delete"
        description="You see first whether the customer has orders. Nothing is deleted until you confirm it."
      >
        <Actions>
          <Button variant="secondary" actionType="destructive" onClick={() => setOpen('delete')}>
            Delete this customer …
          </Button>
        </Actions>
      </Panel>
      {open === 'json' && (
        <AsJson title={`Customer ${id} as JSON`} value={customer} onClose={() => setOpen(undefined)} />
      )}
      {open === 'delete' && (
        <DeleteCustomers
          storeId={storeId}
          customers={[customer]}
          onClose={() => setOpen(undefined)}
          onDeleted={async ({ message }) => {
            tell(`${message}.`);
            await navigate(lastListAt('/customers'));
            client.removeQueries({ queryKey: customerKey(storeId, String(id)) });
            await client.invalidateQueries({ queryKey: customersKey(storeId) });
          }}
        />
      )}
    </Page>
  );
}
