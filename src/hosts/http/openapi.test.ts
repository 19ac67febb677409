import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import type { Imports } from '../../imports/index.ts';
import { errorCodes, nodeDefinitions } from '../../nodes/index.ts';
import { type CredentialRoutesOptions, credentialRoutes } from './credential-routes.ts';
import { failureCodes, statusOf } from './failure.ts';
import { importRoutes } from './import-routes.ts';
import { openApi } from './openapi.ts';

const document = openApi('1.2.3', 'http://127.0.0.1:4321') as Record<string, unknown>;

test('the OpenAPI document is valid OpenAPI 3.1, and all its references lead somewhere', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(document));
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
  expect(validator.version).toBe('3.1');
  expect(() => validator.resolveRefs()).not.toThrow();
});

test('it has every node with its examples, and every route that the server has', () => {
  const paths = document.paths as Record<string, Record<string, { requestBody?: unknown; parameters?: unknown[] }>>;
  for (const { name, examples, effects } of nodeDefinitions) {
    const { requestBody, parameters } = paths[`/api/nodes/${name}/run`]!.post!;
    type Body = { content: { 'application/json': { examples: Record<string, { value: unknown }> } } };
    const shown = Object.values((requestBody as Body).content['application/json'].examples);
    expect(shown.map(({ value }) => value)).toEqual(examples.map(({ params }) => params));
    expect((parameters ?? []).length > 0).toBe(effects.writes);
    expect(paths[`/api/nodes/${name}/run-many`]).toHaveProperty('post');
  }
  expect(
    Object.keys(paths)
      .filter((path) => !path.startsWith('/api/nodes/'))
      .sort(),
  ).toEqual([
    '/api/credentials',
    '/api/credentials/test',
    '/api/credentials/{id}',
    '/api/credentials/{id}/test',
    '/api/imports',
    '/api/imports/{id}',
    '/api/imports/{id}/cancel',
    '/api/imports/{id}/check',
    '/api/imports/{id}/events',
    '/api/imports/{id}/pause',
    '/api/imports/{id}/problems',
    '/api/imports/{id}/report/{kind}',
    '/api/imports/{id}/resume',
    '/api/imports/{id}/retry',
    '/api/imports/{id}/rows/{line}',
    '/api/imports/{id}/start',
    '/api/mappings',
    '/api/mappings/{name}',
    '/api/nodes',
    '/healthz',
    '/metrics',
    '/openapi.json',
    '/readyz',
  ]);
});

test('its routes of imports, mappings and credentials are those that the server has, method by method', () => {
  const served = [...importRoutes({ imports: {} as Imports }), ...credentialRoutes({} as CredentialRoutesOptions)];
  const names = served.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
  const documented = Object.entries(document.paths as Record<string, object>)
    .filter(([path]) => /^\/api\/(?!nodes)/.test(path))
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
  expect(documented.sort()).toEqual(names.sort());
});

test('every failure code has a status', () => {
  expect([...failureCodes].sort()).toEqual(Object.keys(errorCodes).sort());
  for (const code of failureCodes) expect(statusOf(code)).toBeGreaterThanOrEqual(400);
});

test('it names the refusals that come before any route', () => {
  type Operation = { operationId: string; requestBody?: unknown; responses: Record<string, unknown> };
  const paths = document.paths as Record<string, Record<string, Operation>>;
  for (const operation of Object.values(paths).flatMap((path) => Object.values(path))) {
    const isProbe = ['health', 'readiness'].includes(operation.operationId);
    expect(operation.responses).toHaveProperty('403');
    expect([operation.operationId, '421' in operation.responses]).toEqual([operation.operationId, !isProbe]);
    const takesBody = operation.requestBody !== undefined;
    expect([operation.operationId, '415' in operation.responses]).toEqual([operation.operationId, takesBody]);
  }
});
