import { readHelp } from '../../scripts/docs/read-help.ts';
import { openApi } from '../../src/hosts/http/openapi.ts';
import type { Page } from './read-page.ts';

/** Commands and flags that a page names and Rollcall does not have. */
export async function unknownFlags({ path, text, snippets }: Page): Promise<string[]> {
  const shell = snippets.filter(({ language }) => language === 'sh' || language === 'console').map(({ code }) => code);
  const inline = [...text.matchAll(/`((?:npx )?rollcall [^`\n]+)`/g)].map(([, code]) => code!);
  const unknown: string[] = [];
  for (const call of [...shell, ...inline].flatMap(callsIn)) {
    const { names, flags } = call;
    const known = await flagsOf(names);
    if (known === undefined) unknown.push(`${path}: rollcall ${names.join(' ')}`);
    else
      for (const flag of flags)
        if (!known.has(flag.replaceAll('_', '-').replace(/^--no-/, '--')))
          unknown.push(`${path}: rollcall ${names.join(' ')} ${flag}`);
  }
  return unknown;
}

/** `rollcall imports show ID --line 42`: the words before the first that is no command's name, and the flags of this call. */
function callsIn(code: string): { names: string[]; flags: string[] }[] {
  const lines = code.replace(/\\\n\s*/g, ' ').split('\n');
  return lines.flatMap((line) =>
    [...line.matchAll(/(?<![\w./@-])rollcall +([a-z][\w-]*)((?:(?!\||;|&&|\$\(|\)|#).)*)/g)]
      // `imports list|show` names several at once.
      .filter(([whole]) => line[line.indexOf(whole) + whole.length] !== '|' || whole.endsWith(' '))
      .map(([, first, rest]) => {
        const unquoted = rest!.replace(/'[^']*'|"[^"]*"/g, "''");
        const words = unquoted.trim().split(/\s+/);
        const second = /^[a-z][a-z-]*$/.test(words[0] ?? '') ? [words[0]!] : [];
        const flags = words.filter((word) => /^--[a-z]/.test(word)).map((word) => word.split('=')[0]!);
        return { names: [first!, ...(groups.has(first!) ? second : [])], flags };
      }),
  );
}

const groups = new Set(['credentials', 'api-key', 'imports', 'mappings', 'export']);
const known = new Map<string, Promise<Set<string> | undefined>>();

/** The flags of a command, from its help; undefined where there is no such command. */
function flagsOf(names: string[]): Promise<Set<string> | undefined> {
  const key = names.join(' ');
  const found = known.get(key) ?? readFlags(names);
  known.set(key, found);
  return found;
}

async function readFlags(names: string[]): Promise<Set<string> | undefined> {
  const help = await readHelp(names);
  return help === undefined ? undefined : new Set([...help.matchAll(/--[a-z][\w-]*/g)].map(([flag]) => flag));
}

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
