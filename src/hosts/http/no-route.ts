import { RollcallError } from '../../nodes/index.ts';
import { type Answer, failureAnswer, refuse } from './failure.ts';

type Known = { method: string; path: string };

/** The answer where no route takes a request: 405 where its path is known under another method, else 404. */
export function noRoute(routes: Known[], method: string, path: string): Answer {
  const methods = methodsOf(routes, path);
  if (methods.length > 0) {
    const message = `${path} takes ${methods.join(', ')}, but ${method} came. See /openapi.json.`;
    return { ...refuse(405, 'not_found', message), headers: { allow: methods.join(', ') } };
  }
  const tidy = path.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');
  const meant = tidy !== path && methodsOf(routes, tidy).length > 0 ? ` Did you mean ${tidy}?` : '';
  return failureAnswer(
    new RollcallError('not_found', `There is no route ${method} ${path}.${meant} See /openapi.json.`),
  )!;
}

function methodsOf(routes: Known[], path: string): string[] {
  const found = routes.filter((route) => isPath(route.path, path)).map(({ method }) => method);
  return [...new Set(found.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))];
}

/** @param pattern With hono's `:name` for one part of the path */
function isPath(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  return (
    wanted.length === given.length &&
    wanted.every((part, at) => (part.startsWith(':') ? given[at] !== '' : part === given[at]))
  );
}
