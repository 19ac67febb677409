import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import manifest from '../manifest.json' with { type: 'json' };
import { connect, isRollcallError, nodes } from '../src/library.ts';
import { nodeDefinitions } from '../src/nodes/index.ts';
import { startSandboxServer } from '../src/sandbox/index.ts';

const ajv = new Ajv2020({ strict: false });

describe('the manifest', () => {
  test('says what the code says', () => {
    execFileSync(process.execPath, [resolve(import.meta.dirname, '../scripts/generate-manifest.ts'), '--check'], {
      stdio: 'inherit',
    });
    expect(manifest.nodes.map(({ name }) => name)).toEqual(nodeDefinitions.map(({ name }) => name));
  });

  test('has examples that its own schemas accept', () => {
    for (const { name, params, examples } of manifest.nodes) {
      const accepts = ajv.compile(params);
      expect(examples.length, name).toBeGreaterThan(0);
      for (const example of examples) expect(accepts(example.params) || accepts.errors, name).toBe(true);
      expect(accepts({ ...examples[0]!.params, max_wait_ms: 'soon' }), name).toBe(false);
    }
  });

  test('gives every parameter a title and knows every source of options', () => {
    for (const { params } of manifest.nodes) {
      for (const [param, schema] of Object.entries(params.properties)) {
        expect(schema, param).toHaveProperty('title');
        if ('x-options-source' in schema) expect(manifest.options_sources).toHaveProperty(schema['x-options-source']);
      }
    }
  });

  test('describes what a store really answers', async () => {
    const sandbox = await startSandboxServer({ quota: 0 });
    const { storeHash, accessToken, url: apiUrl } = sandbox;
    const store = connect({ storeHash, accessToken, apiUrl });
    try {
      const [create] = manifest.nodes;
      const params = create!.examples[0]!.params as Parameters<typeof nodes.createCustomer>[1];
      const describes = ajv.compile(create!.output);
      expect(describes(await nodes.createCustomer(store, params)) || describes.errors).toBe(true);
      const failure = await nodes.createCustomer(store, params).catch((error: unknown) => error);
      if (!isRollcallError(failure)) throw failure;
      const describesFailure = ajv.compile(manifest.failure);
      const body = { success: false, error: failure.toJSON(), message: failure.message };
      expect(describesFailure(body) || describesFailure.errors).toBe(true);
    } finally {
      await store.close();
      await sandbox.stop();
    }
  });
});
