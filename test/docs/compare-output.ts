/** Keys whose values are new each time: only their type counts. */
const fresh = /^(date_|.*_at$|import_id$|id_of_run$|seconds$|hours$|report$|request_id$|calls$|requests$|link$|path$)/;

/**
 * What a page shows of an output must be in the real one: every key with its value, every entry of a list at its place. Keys may be left
 * out. Returns where they part, or undefined.
 */
export function compareJson(shown: unknown, real: unknown, at = ''): string | undefined {
  if (Array.isArray(shown)) {
    if (!Array.isArray(real)) return `${at}: there is no list, but ${JSON.stringify(real)}`;
    return first(shown.map((entry, index) => compareJson(entry, real[index], `${at}[${index}]`)));
  }
  if (typeof shown === 'object' && shown !== null) {
    if (typeof real !== 'object' || real === null) return `${at}: there is no object, but ${JSON.stringify(real)}`;
    return first(
      Object.entries(shown).map(([key, value]) => {
        const found = (real as Record<string, unknown>)[key];
        if (fresh.test(key))
          return typeof found === typeof value ? undefined : `${at}.${key}: ${JSON.stringify(found)}`;
        return compareJson(value, found, `${at}.${key}`);
      }),
    );
  }
  if (typeof shown === 'string' && typeof real === 'string' && plain(shown) === plain(real)) return undefined;
  return shown === real ? undefined : `${at}: the page says ${JSON.stringify(shown)}, it is ${JSON.stringify(real)}`;
}

/** What says how many rows got which fate, in the check and at the end: here the figures are what the page is about. */
const fates = /^(Would be: |(created|updated|unchanged|skipped|rejected|failed|pending) +[\d,]+$)/;

/** Every line that a page shows must be in the output; figures, ids and dates may differ, those of fates apart; `...` stands for anything. */
export function compareText(shown: string, real: string): string | undefined {
  const lines = plain(real).split('\n');
  const counts = new Set(real.split('\n').map((line) => line.trim().replace(/ +/g, ' ')));
  return first(
    shown.split('\n').map((line) => {
      if (fates.test(line.trim()))
        return counts.has(line.trim().replace(/ +/g, ' ')) ? undefined : `there is no line "${line}" in:\n${real}`;
      const wanted = plain(line).trim();
      if (wanted === '' || wanted === '...') return undefined;
      // Of JSON on one line keys may be left out, as above.
      const parts = wanted.split(wanted.startsWith('{') ? /\s*(?:\.\.\.|,)\s*/ : '...');
      const pattern = new RegExp(`^${parts.map(quoted).join('.*')}$`);
      return lines.some((found) => pattern.test(found.trim())) ? undefined : `there is no line "${line}" in:\n${real}`;
    }),
  );
}

/** One JSON value, or one on each line. Undefined where it is neither. */
export function readJson(text: string): unknown {
  for (const parse of [() => JSON.parse(text), () => jsonLines(text)])
    try {
      return parse();
    } catch {
      // Perhaps the other way.
    }
  return undefined;
}

function jsonLines(text: string): unknown[] {
  const values = text.split('\n').filter((line) => line.trim() !== '');
  return values.map((line) => JSON.parse(line));
}

function plain(text: string): string {
  return text
    .replace(/imp_[a-z0-9]+/g, 'imp_ID')
    .replace(/\s+/g, (space) => (space.includes('\n') ? '\n' : ' '))
    .replace(/\d(?:[\d.,:]*\d)?/g, '#');
}

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function first(problems: (string | undefined)[]): string | undefined {
  return problems.find((problem) => problem !== undefined);
}
