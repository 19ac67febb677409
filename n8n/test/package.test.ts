import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { nodeDefinitions } from '../../src/nodes/index.ts';
import { fieldName, operations } from '../nodes/BigCommerce/operations.mts';
import { credentialType, nodeType } from './n8n-context.ts';
import { outsiders } from './outsiders.ts';

const run = promisify(execFile);
const home = resolve(import.meta.dirname, '..');
const dist = readdirSync(join(home, 'dist'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.\w+$/.test(name),
);
const { properties } = nodeType.description;

describe('the package', () => {
  test('has nothing that the linter of n8n finds fault with, in its sources and in what is published', async () => {
    const { stdout, stderr } = await run(process.execPath, ['lint.mjs'], { cwd: home });
    expect(stdout).toBe('');
    expect(Number.parseInt(stderr, 10)).toBeGreaterThan(25);
  });

  test('has the properties that the node definitions give', async () => {
    await run(process.execPath, ['scripts/generate-n8n.ts', '--check'], { cwd: resolve(home, '..') });
  });

  test('is built by being packed', async () => {
    const { stdout, stderr } = await run('npm', ['pack', '--dry-run'], { cwd: home });
    expect(stdout + stderr).toContain('> node ../scripts/build-n8n.js');
    for (const file of dist) expect(stderr).toContain(`dist/${file}`);
  });

  test('publishes the two classes, the icons and the codex, and needs nothing but n8n', () => {
    const { n8n, dependencies, peerDependencies, files, main } = JSON.parse(
      readFileSync(join(home, 'package.json'), 'utf8'),
    );
    expect(dist.sort()).toEqual([
      'credentials/BigCommerceApi.credentials.js',
      'nodes/BigCommerce/BigCommerce.node.js',
      'nodes/BigCommerce/BigCommerce.node.json',
      'nodes/BigCommerce/bigcommerce.dark.svg',
      'nodes/BigCommerce/bigcommerce.svg',
    ]);
    expect({ dependencies, peerDependencies, files }).toEqual({
      peerDependencies: { 'n8n-workflow': '*' },
      files: ['dist'],
    });
    for (const file of [...n8n.nodes, ...n8n.credentials, main]) expect(existsSync(join(home, file)), file).toBe(true);
    for (const { light, dark } of [icon(nodeType.description.icon), icon(credentialType.icon)]) {
      expect(light).toMatch(/bigcommerce\.svg$/);
      expect(dark).toMatch(/bigcommerce\.dark\.svg$/);
    }
  });

  test.each(dist.filter((name) => name.endsWith('.js')))('%s asks its surroundings for nothing', (name) => {
    const { required, free } = outsiders(readFileSync(join(home, 'dist', name), 'utf8'));
    expect([...required].filter((module) => module !== 'n8n-workflow')).toEqual([]);
    expect([...free].filter((word) => !ambient.has(word))).toEqual([]);
  });

  test('takes from the product the store client and the nodes alone, through their index', () => {
    const targets = ['nodes', 'credentials']
      .flatMap((folder) =>
        readdirSync(join(home, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(home, folder, name)),
      )
      .filter((file) => /\.m?ts$/.test(file))
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/from '([^']+)'/g)].map((match) => match[1]!));
    const outside = targets.filter((target) => !/^(\.|\.\.\/nodes)\/[^.]/.test(target));
    expect([...new Set(outside)].sort()).toEqual([
      '../../../src/bigcommerce/index.ts',
      '../../../src/nodes/index.ts',
      'n8n-workflow',
    ]);
  });

  test('would be caught: a timer, a file or a console in it is seen', () => {
    const { required, free } = outsiders(
      'const a = { process: 1 }; setTimeout(() => console.log(require("fs"), a.process));',
    );
    expect([...required]).toEqual(['fs']);
    expect([...free]).toEqual(expect.arrayContaining(['setTimeout', 'console']));
    expect(free).not.toContain('process');
  });
});

describe('the form', () => {
  test('has a field for every parameter of every node', () => {
    for (const { name, params } of nodeDefinitions) {
      const own = operations.filter(({ definition }) => definition.name === name);
      const reached = new Set(
        own.flatMap(({ shown, customer, collections, preset, kind }) => [
          ...shown,
          ...Object.values(collections).flat(),
          ...(customer ? Object.values(customer) : []),
          ...Object.keys(preset ?? {}),
          ...(kind === 'list' ? ['all', 'limit'] : []),
        ]),
      );
      const missing = Object.keys(params.entries).filter((param) => param !== 'credentials_id' && !reached.has(param));
      expect(missing, name).toEqual([]);
    }
  });

  test('shows each of them where the node looks for it', () => {
    for (const { resource, value, shown, customer, collections, kind } of operations) {
      const fields = properties.filter(
        ({ displayOptions }) =>
          displayOptions?.show?.resource?.includes(resource) && displayOptions.show.operation?.includes(value),
      );
      const expected = [
        ...(customer ? ['customer'] : []),
        ...shown.map(fieldName),
        ...(kind === 'list' ? ['returnAll', 'limit'] : []),
        ...Object.keys(collections),
      ];
      expect(fields.map(({ name }) => name)).toEqual(expected);
      for (const [name, params] of Object.entries(collections)) {
        const options = fields.find((field) => field.name === name)!.options as INodeProperties[];
        // A group's name is given in the field of its ID.
        const shownParams = params.filter((param) => param !== 'customer_group');
        const wanted = shownParams.map(fieldName).concat(name === 'options' ? ['fullResponse'] : []);
        expect(options.map((option) => option.name).sort()).toEqual(wanted.sort());
      }
    }
  });

  test('has a list method for each field that is chosen from a list', () => {
    const methods = JSON.stringify(properties).match(/"searchListMethod":"(\w+)"/g)!;
    const names = [...new Set(methods.map((text) => text.split('"')[3]))];
    expect(names.sort()).toEqual(Object.keys(nodeType.methods!.listSearch!).sort());
  });

  test('takes what is chosen from a list by its name as well, where the node reads names', () => {
    const status = collectionOf('order', 'update', 'updateFields').find(({ name }) => name === 'statusId')!;
    const group = collectionOf('customer', 'upsert', 'additionalFields').find(
      ({ name }) => name === 'customerGroupId',
    )!;
    const filter = collectionOf('customer', 'getAll', 'filters').find(({ name }) => name === 'customerGroupId')!;
    const modesOf = ({ modes }: INodeProperties) => modes!.map(({ displayName }) => displayName);
    expect(modesOf(status)).toEqual(['From List', 'By Name', 'By ID']);
    expect(modesOf(group)).toEqual(['From List', 'By Name', 'By ID']);
    expect(modesOf(filter)).toEqual(['From List', 'By Name', 'By ID']);
  });

  test('asks for a limit only where not all is wanted', () => {
    const limits = properties.filter(({ name }) => name === 'limit');
    expect(limits).toHaveLength(3);
    for (const { displayOptions } of limits) expect(displayOptions?.show?.returnAll).toEqual([false]);
  });

  test('has no label that the editor would cut off', () => {
    const labels = [...JSON.stringify(properties).matchAll(/"displayName":"([^"]*)"/g)].map(([, label]) => label!);
    expect(labels.filter((label) => label.length > 26)).toEqual([]);
  });

  test('shows what belongs together side by side, and an address as it is written', () => {
    const fields = collectionOf('customer', 'upsert', 'additionalFields');
    const labels = fields.map(({ displayName }) => displayName);
    expect(labels.slice(0, 9)).toEqual([
      'Address City',
      'Address Country',
      'Address Line 1',
      'Address Line 2',
      'Address Phone',
      'Address Postal Code',
      'Address State or Province',
      'Address Type',
      'Addresses',
    ]);
    const [entry] = fields.find(({ name }) => name === 'addresses')!.options as INodePropertyCollection[];
    expect(entry!.values.map(({ displayName }) => displayName).join(', ')).toBe(
      'First Name, Last Name, Company, Address Line 1, Address Line 2, City, State or Province, Postal Code, Country, Phone, Address Type',
    );
  });

  test('begins a list of orders or customers with the newest, in an order that people use', () => {
    for (const resource of ['order', 'customer']) {
      const sort = optionOf(resource, 'getAll', 'sort');
      expect(sort.default).toBe('date_created:desc');
      const names = sort.options!.map(({ name }) => name);
      expect(names.slice(0, 3)).toEqual([
        'Date Created, Newest First',
        'Date Created, Oldest First',
        'Date Changed, Newest First',
      ]);
      expect(names.at(-1)).toBe(resource === 'order' ? 'External ID, Lowest First' : 'Last Name, Z to A');
    }
  });

  test('says of every country how to write it', () => {
    const texts = JSON.stringify(properties).matchAll(/"displayName":"(?:Billing |Address )?Country",[^{}]*/g);
    const countries = [...texts].map(([text]) => text);
    expect(countries).toHaveLength(6);
    for (const text of countries) expect(text).toContain('ISO 3166-1 alpha-2 code, such as ES or US, or name');
  });

  test('speaks of what is on it: no filters below a single order, nothing to set to false', () => {
    const said = JSON.stringify(properties);
    expect(said).not.toMatch(/filters below|Set it to false|Tick it/);
    expect(optionOf('customer', 'delete', 'dryRun').description).toMatch(/^Whether to delete nothing/);
  });

  test('may be used as a tool by an agent', () => {
    expect(nodeType.description.usableAsTool).toBe(true);
  });
});

/** A field among the options of an operation. */
function optionOf(resource: string, operation: string, name: string): INodeProperties {
  return collectionOf(resource, operation, 'options').find((option) => option.name === name)!;
}

function collectionOf(resource: string, operation: string, name: string): INodeProperties[] {
  const { options } = properties.find(
    (property) =>
      property.name === name &&
      property.displayOptions?.show?.resource?.includes(resource) &&
      property.displayOptions.show.operation?.includes(operation),
  )!;
  return options as INodeProperties[];
}

function icon(value: unknown): { light: string; dark: string } {
  return value as { light: string; dark: string };
}

/** What every JavaScript has; nothing of it reaches a network, a clock's timer, a file or the process. */
const ambient = new Set(
  (
    'AbortController Array Boolean Date Error Infinity Intl JSON Map Math NaN Number Object Promise Proxy Reflect RegExp ' +
    'Set String Symbol TypeError URL WeakMap WeakSet encodeURIComponent decodeURIComponent isNaN parseInt parseFloat ' +
    'Uint32Array encodeURI exports module require undefined BigInt arguments'
  ).split(' '),
);
