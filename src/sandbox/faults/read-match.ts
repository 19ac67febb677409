/** A request as a fault rule looks at it. */
export type MatchedRequest = {
  method: string;
  /** Below `/stores/{hash}`. */
  path: string;
  query: ReadonlyMap<string, string>;
};

/** The parts of a rule's `match`. */
export type Match = {
  test(request: MatchedRequest): boolean;
  /** Whether it can ever mean this endpoint, such as `GET /v2/orders/{id}`. */
  meansEndpoint(endpoint: string): boolean;
};

/**
 * Reads the `match` of a fault rule.
 * @throws {TypeError} when it is no method and path
 */
export function readMatch(match: string): Match {
  const parts = /^(?:([A-Za-z]+|\*)(?:\s+|$))?((?:\/|\*)[^?\s]*)?(?:\?(\S*))?$/.exec(match.trim());
  if (!parts || parts[0] === '')
    throw new TypeError(
      `"match" is a method and a path below /stores/{hash}, such as "POST /v3/customers"; "${match}" is not`,
    );
  const [, method = '*', path = '*', filters] = parts;
  const wantedMethod = method.toUpperCase();
  const wantedPath = path.replace(/^\/stores\/[^/]+(?=\/)/, '');
  // With filters the path is whole: they belong to one endpoint.
  const inRequest = pathPattern(filters === undefined ? wantedPath : `${wantedPath.replace(/\$$/, '')}$`);
  const inEndpoint = pathPattern(wantedPath.replace(/\/\d+(?=[/$]|$)/g, '/{id}'));
  const wanted = (filters ?? '')
    .split('&')
    .filter((part) => part !== '')
    .map(readFilter);
  const hasMethod = (given: string): boolean => wantedMethod === '*' || wantedMethod === given;
  return {
    test: (request) =>
      hasMethod(request.method) &&
      inRequest.test(request.path) &&
      wanted.every(({ name, value }) => request.query.has(name) && value.test(request.query.get(name)!)),
    meansEndpoint(endpoint) {
      const [given, ...rest] = endpoint.split(' ');
      return hasMethod(given!) && inEndpoint.test(rest.join(' '));
    },
  };
}

/** `email:in` asks for the filter, `id:in=7` for its value, in which `*` stands for anything. */
function readFilter(part: string): { name: string; value: RegExp } {
  const [name, ...value] = part.split('=');
  const text = value.join('=');
  return { name: decode(name!), value: new RegExp(text === '' ? '' : `^${withStars(decode(text))}$`) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A path and whatever begins with it; a final `$` ends it there. */
function pathPattern(path: string): RegExp {
  const ends = path.endsWith('$');
  return new RegExp(`^${withStars(ends ? path.slice(0, -1) : path)}${ends ? '$' : ''}`);
}

function withStars(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
}
