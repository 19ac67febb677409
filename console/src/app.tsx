import { GlobalStyles } from '@bigcommerce/big-design';
import { Navigate, Route, Routes } from 'react-router';
import { ThemeProvider } from 'styled-components';
import { CustomerPage } from './pages/customers/customer-page.tsx';
import { CustomersPage } from './pages/customers/customers-page.tsx';
import { ImportPage } from './pages/imports/import-page.tsx';
import { ImportsPage } from './pages/imports/imports-page.tsx';
import { NoSuchPage } from './pages/no-such-page.tsx';
import { NodePage } from './pages/nodes/node-page.tsx';
import { NodesPage } from './pages/nodes/nodes-page.tsx';
import { OrderPage } from './pages/orders/order-page.tsx';
import { OrdersPage } from './pages/orders/orders-page.tsx';
import { SandboxPage } from './pages/sandbox/sandbox-page.tsx';
import { StoresPage } from './pages/stores/stores-page.tsx';
import { ChosenStoreProvider } from './parts/chosen-store.tsx';
import { Frame } from './shell/frame.tsx';
import { PageStyles } from './shell/page-styles.ts';
import { ToldMessages } from './shell/told-messages.tsx';
import { useTheme } from './theme.ts';

export function App() {
  return (
    <ThemeProvider theme={useTheme()}>
      <GlobalStyles />
      <PageStyles />
      <ToldMessages />
      <ChosenStoreProvider>
        <Routes>
          <Route element={<Frame />}>
            <Route index element={<Navigate to="/imports" replace />} />
            <Route path="imports" element={<ImportsPage />} />
            <Route path="imports/:id" element={<ImportPage />} />
            <Route path="stores" element={<StoresPage />} />
            <Route path="nodes" element={<NodesPage />} />
            <Route path="nodes/:name" element={<NodePage />} />
            <Route path="customers" element={<CustomersPage />} />
            <Route path="customers/:id" element={<CustomerPage />} />
            <Route path="orders" element={<OrdersPage />} />
            <Route path="orders/:id" element={<OrderPage />} />
            <Route path="sandbox" element={<SandboxPage />} />
            <Route path="*" element={<NoSuchPage />} />
          </Route>
        </Routes>
      </ChosenStoreProvider>
    </ThemeProvider>
  );
}
