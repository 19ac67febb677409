// What a project writes that has installed the package: it is run as it is, and type-checked under both ways to resolve modules.
import { type ConnectedStore, connect, isRollcallError, nodes } from 'rollcall';
import { type ClientOptions, connect as connectClient } from 'rollcall/client';
import manifest from 'rollcall/manifest.json' with { type: 'json' };
import packageJson from 'rollcall/package.json' with { type: 'json' };
import { startSandboxServer } from 'rollcall/sandbox';

const server = await startSandboxServer({ quota: 0 });
const options: ClientOptions = { storeHash: server.storeHash, accessToken: server.accessToken, apiUrl: server.url };
const store: ConnectedStore = connect(options);
const ana = { email: 'ana@example.com', first_name: 'Ana', last_name: 'Ruiz' };

const created = await nodes.createCustomer(store, ana);
const createdId: number | undefined = created.customer_id;
const refused = await nodes.createCustomer(store, ana).catch((error: unknown) => error);
const many = await nodes.createCustomer.many(store, [{ ...ana, email: 'luis@example.com' }, ana]);
const found = await nodes.getCustomers(store, { email: ana.email });
const id: number | undefined = found.customers[0]?.id;
// @ts-expect-error A parameter that is not there is refused when it is compiled, and again when it runs.
const unknown = await nodes.getCustomers(store, { e_mail: ana.email }).catch((error: unknown) => error);

console.log(
  JSON.stringify({
    created: created.outcome,
    refused: isRollcallError(refused) && refused.code,
    many: many.map(({ success }) => success),
    found: id === createdId,
    unknown: isRollcallError(unknown) && unknown.code,
    client: typeof connectClient,
    nodes: manifest.nodes.length,
    version: packageJson.version,
  }),
);
await store.close();
await server.stop();
