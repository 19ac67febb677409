import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  closeModules,
  createCustomer,
  deleteCustomers,
  getCustomerGroups,
  getCustomers,
  getOrders,
  type ModuleContext,
  RollcallError,
  updateCustomer,
  updateOrder,
} from '../../modules.ts';
import { type SandboxServer, startSandboxServer } from '../../sandbox/index.ts';
import { contextOf } from './fixtures/context-of.ts';

let sandbox: SandboxServer;
let context: ModuleContext;
const main = { credentials_id: 'shop1' };
const ana = { first_name: 'Ana', last_name: 'Ruiz' };

beforeAll(async () => {
  sandbox = await startSandboxServer({ quota: 0, storeHash: 'shop1' });
  context = contextOf(sandbox);
});
afterAll(async () => {
  await closeModules();
  await sandbox.stop();
});

describe('a module answers', () => {
  test('with the output of the node, the next module, and the _meta_ that came in', async () => {
    const answer = await createCustomer(
      { _meta_: { run: 7 } },
      { ...main, ...ana, email: 'ana@example.com', customer_group_id: '3', nextModule: 'send-mail' },
      context,
    );
    expect(answer).toEqual({
      nextModule: 'send-mail',
      _meta_: { run: 7 },
      data: {
        success: true,
        outcome: 'created',
        customer: expect.objectContaining({ email: 'ana@example.com', customer_group_id: 3 }),
        customer_id: expect.any(Number),
        message: expect.stringMatching(/^Customer \d+ created successfully$/),
      },
    });
  });

  test('without _meta_ where none came in, and with no next module where none is named', async () => {
    for (const data of [{}, { _meta_: undefined }, null, undefined]) {
      const answer = await getCustomerGroups(data, main, context);
      expect(answer.data).toMatchObject({ success: true, count: 3 });
      expect(answer).not.toHaveProperty('_meta_');
      expect(answer.nextModule).toBeUndefined();
    }
  });

  test('with the failure object in data, or throws it where the config says so', async () => {
    const config = { ...main, ...ana, email: 'twice@example.com', nextModule: 2 };
    await createCustomer({}, config, context);
    const { data, nextModule } = await createCustomer({}, config, context);
    expect(nextModule).toBe(2);
    expect(data).toEqual({
      success: false,
      error: {
        code: 'customer_exists',
        message: expect.stringContaining('twice@example.com exists already'),
        retryable: false,
        details: { customer_id: expect.any(Number) },
      },
      message: expect.stringContaining('twice@example.com exists already'),
    });
    const thrown = await createCustomer({}, { ...config, on_error: 'throw' }, context).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(RollcallError);
    expect((thrown as RollcallError).toJSON()).toEqual(!data.success && data.error);
  });

  test('for each of the seven nodes', async () => {
    const made = await createCustomer({}, { ...main, ...ana, email: 'seven@example.com', on_error: 'throw' }, context);
    const customer_id = made.data.customer_id as number;
    expect((await getCustomers({}, { ...main, customer_id }, context)).data).toMatchObject({ total: 1 });
    const updated = await updateCustomer({}, { ...main, customer_id, company: 'Acme' }, context);
    expect(updated.data).toMatchObject({ success: true, fields_updated: ['company'] });
    const { data } = await getOrders({}, { ...main, limit: 1, on_error: 'throw' }, context);
    const order_id = data.orders[0]!.id;
    const noted = await updateOrder({}, { ...main, order_id, staff_notes: 'call first' }, context);
    expect(noted.data).toMatchObject({ success: true, order_id });
    const deleted = await deleteCustomers({}, { ...main, customer_ids: [customer_id], dry_run: false }, context);
    expect(deleted.data).toMatchObject({ success: true, deleted: 1 });
  });

  test('within 30 seconds, or what max_wait_ms says: a quota that comes back later is told at once', async () => {
    const spent = await startSandboxServer({ quota: 1, windowMs: 90_000, storeHash: 'spent' });
    const read = (config: object) => getCustomers({}, { credentials_id: 'spent', ...config }, contextOf(spent));
    expect((await read({})).data.success).toBe(true);
    const [late, later] = [(await read({})).data, (await read({ max_wait_ms: '200' })).data];
    expect(late).toMatchObject({ success: false, error: { code: 'rate_limited', retryable: true } });
    expect(late.message).toContain('Not sent within 30 s');
    expect(later.message).toContain('Not sent within 0.2 s');
    await spent.stop();
  });

  test('in types that know the parameters, the next module and whether it throws', () => {
    async function compiledOnly() {
      const person = { ...ana, email: 'typed@example.com' };
      const { data, nextModule } = await createCustomer({}, { ...person, nextModule: 'b', on_error: 'throw' }, context);
      const next: string = nextModule;
      const done: true = data.success;
      const maybe = await createCustomer({}, person, context);
      // @ts-expect-error it may have failed
      const customer = maybe.data.customer;
      // @ts-expect-error no such parameter
      await createCustomer({}, { ...person, compnay: 'Acme' }, context);
      // @ts-expect-error a parameter that is needed
      await createCustomer({}, { email: 'typed@example.com' }, context);
      return { next, done, customer };
    }
    expect(compiledOnly).toBeTypeOf('function');
  });
});

describe('a config', () => {
  const refused = async (config: object) => {
    const { data } = await createCustomer({}, config as never, context);
    expect(data).toMatchObject({ success: false, error: { code: 'invalid_params' } });
    return data.message as string;
  };

  test('with a name that nobody knows is refused, with the nearest name', async () => {
    const good = { ...main, ...ana, email: 'typo@example.com' };
    expect(await refused({ ...good, compnay: 'Acme' })).toContain(
      'unknown parameter "compnay": did you mean "company"?',
    );
    expect(await refused({ ...good, next_module: 'b' })).toContain('did you mean "nextModule"?');
    expect(await refused({ ...good, onError: 'throw' })).toContain('did you mean "on_error"?');
    expect(await refused({ ...good, credentialsId: 'x' })).toContain('did you mean "credentials_id"?');
    expect(await refused({ ...good, on_error: 'stop' })).toBe('on_error must be "return" or "throw".');
    expect(await refused({ ...good, max_wait_ms: 'soon' })).toContain('max_wait_ms must be a number');
    expect(await refused({ ...good, dry_run: 'perhaps' })).toContain('dry_run must be true or false');
    const { data } = await getCustomers({}, { ...main, email: 'typo@example.com' }, context);
    expect(data).toMatchObject({ total: 0 });
  });

  test('that is no object is refused, and so is a context without credentials', async () => {
    for (const config of [undefined, null, 'x', []])
      expect(await refused(config as never)).toContain('must be one object');
    const { data } = await createCustomer({}, { ...main, ...ana, email: 'c@example.com' }, {} as never);
    expect(data.message).toContain('context.getCredentials is missing');
  });
});

describe('credentials', () => {
  const own = () => ({ store_hash: 'shop1', access_token: sandbox.accessToken, api_url: sandbox.url });
  const ask = (getCredentials: ModuleContext['getCredentials'], credentials_id?: string | number) =>
    getCustomerGroups({}, { credentials_id: credentials_id ?? null }, { getCredentials });

  test('may be named by an id or a label, or left to the platform, and come at once or later', async () => {
    const asked: unknown[] = [];
    const platform = {
      own: own(),
      async getCredentials(id: string | undefined) {
        asked.push(id);
        return this.own;
      },
    };
    for (const credentials_id of ['main', 'Acme Outdoor ', 7, undefined, ''])
      expect((await getCustomerGroups({}, { credentials_id: credentials_id ?? null }, platform)).data.success).toBe(
        true,
      );
    expect(asked).toEqual(['main', 'Acme Outdoor', '7', undefined, undefined]);
    expect((await ask(() => own())).data.success).toBe(true);
  });

  test('that are not there, or cannot be asked for, are a failure that names them', async () => {
    const missing = await ask(() => null, 'old');
    expect(missing.data).toMatchObject({ error: { code: 'credentials_not_found', param: 'credentials_id' } });
    expect(missing.data.message).toContain('The credentials "old" were not found');
    expect((await ask(() => undefined)).data.message).toContain('Name them with credentials_id');
    const broken = await ask(async () => {
      throw new Error('the vault is sealed');
    }, 'main');
    expect(broken.data.message).toBe('The credentials "main" could not be asked for: the vault is sealed.');
    expect((await ask(() => own(), [] as never)).data).toMatchObject({ error: { code: 'invalid_params' } });
  });

  test('that no store can be reached with are refused before a token is sent anywhere', async () => {
    for (const wrong of [
      { api_url: 'http://shop.example.com' },
      // Taken for "not given", it would send the token to BigCommerce itself.
      { api_url: new URL('https://proxy.example.com') },
      { store_hash: 'a/b' },
      { access_token: 'se cret' },
      { store_hash: 5 },
    ]) {
      const { data } = await ask(() => ({ ...own(), ...wrong }) as never, 'main');
      expect(data).toMatchObject({ success: false, error: { code: 'invalid_params', param: 'credentials_id' } });
      expect(data.message).toContain('The credentials "main" cannot be used:');
      expect(JSON.stringify(data)).not.toContain('se cret');
    }
  });

  test('are asked for at each call: a rotated token counts from the next one on', async () => {
    let access_token = 'revoked-token';
    const platform = { getCredentials: () => ({ ...own(), access_token }) };
    const before = await createCustomer({}, { ...ana, email: 'rotated@example.com' }, platform);
    expect(before.data).toMatchObject({ success: false, error: { code: 'unauthorized' } });
    expect(JSON.stringify(before)).not.toContain('revoked-token');
    access_token = sandbox.accessToken;
    const after = await createCustomer({}, { ...ana, email: 'rotated@example.com' }, platform);
    expect(after.data).toMatchObject({ success: true, outcome: 'created' });
  });
});
