import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { errorCodes, nodeDefinitions } from '../../nodes/index.ts';
import { type ApiRoutesOptions, apiRoutes } from './api-routes.ts';
import { failureCodes, statusOf } from './failure.ts';
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

test('it has every node with its examples', () => {
  const paths = document.paths as Record<string, Record<string, { requestBody?: unknown; parameters?: unknown[] }>>;
  for (const { name, examples, effects } of nodeDefinitions) {
    const { requestBody, parameters } = paths[`/api/nodes/${name}/run`]!.post!;
    type Body = { content: { 'application/json': { examples: Record<string, { value: unknown }> } } };
    const shown = Object.values((requestBody as Body).content['application/json'].examples);
    expect(shown.map(({ value }) => value)).toEqual(examples.map(({ params }) => params));
    expect((parameters ?? []).length > 0).toBe(effects.writes);
    expect(paths[`/api/nodes/${name}/run-many`]).toHaveProperty('post');
  }
});

test('its routes are those that the server has, method by method', () => {
  const served = apiRoutes({ imports: {} } as ApiRoutesOptions);
  const names = served.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
  const documented = Object.entries(document.paths as Record<string, object>)
    .filter(([path]) => /^\/api\/(?!nodes\/)/.test(path))
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
  expect(documented.sort()).toEqual(names.filter((name) => !name.includes('/api/nodes/{name}/')).sort());
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
