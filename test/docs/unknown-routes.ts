import { openApi } from '../../src/hosts/http/openapi.ts';
import type { Page } from './read-page.ts';

const paths = Object.keys(openApi('0', 'http://127.0.0.1:4321').paths as object);
const routes = paths.map((path) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`));

/** Routes of the HTTP API that a page names and the server does not have. */
export function unknownRoutes({ path, text }: Page): string[] {
  const named = [
    ...text.matchAll(/\b(?:GET|POST|PUT|PATCH|DELETE) (\/[\w{}/:.$-]*)/g),
    ...text.matchAll(/(?:127\.0\.0\.1:4321|rollcall\.example\.com)(\/[\w{}/:.$-]*)/g),
    ...text.matchAll(/`(\/api\/[\w{}/:.$-]*)/g),
  ].map(([, route]) => route!.replace(/[.,:]+$/, ''));
  return [...new Set(named)]
    .filter(
      (route) => !/^\/(v2|v3|stores|_sandbox|customers|orders|mcp)\b/.test(route) && route !== '/' && route !== '/api',
    )
    .filter((route) => !exists(route))
    .map((route) => `${path}: ${route}`);
}

/** `/api/nodes/{Name}/run`, `/api/nodes/BigcommerceCreateCustomer/run` and, where the rest was said before, `/run` alike. */
function exists(route: string): boolean {
  const filled = route.replace('{Name}', 'BigcommerceCreateCustomer').replace(/\/$/, '');
  return routes.some((pattern) => pattern.test(filled)) || paths.some((path) => path.endsWith(filled));
}
