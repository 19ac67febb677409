/** Path and query of a path or an absolute URL; the path without a final slash. */
export function splitUrl(url: string): { path: string; query: string } {
  let start = 0;
  if (!url.startsWith('/')) {
    const scheme = url.indexOf('://');
    const slash = url.indexOf('/', scheme < 0 ? 0 : scheme + 3);
    start = slash < 0 ? url.length : slash;
  }
  const hash = url.indexOf('#', start);
  const end = hash < 0 ? url.length : hash;
  const mark = url.indexOf('?', start);
  const pathEnd = mark < 0 || mark > end ? end : mark;
  let path = url.slice(start, pathEnd);
  if (path.length > 1 && path.endsWith('/')) path = path.slice(0, -1);
  return { path, query: pathEnd < end ? url.slice(pathEnd + 1, end) : '' };
}
