/** Endings that say what a file is, and nothing of what it holds. */
const endings = /(\.(csv|tsv|txt|ndjson|jsonl|json))?(\.gz)?$/i;
const longest = 80;

/**
 * The header by which a browser names a file of a report after the file that was imported: `attachment; filename="customers-rejects.csv"`. A name with other
 * characters than ASCII stands beside one without, as RFC 6266 has it.
 */
export function attachmentOf(file: string, report: string): string {
  const stem = file
    .toWellFormed()
    .replace(endings, '')
    // What no system takes in a name.
    .replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]+/gu, '-');
  const name = `${trimmed([...stem].slice(0, longest).join(''))}-${report}`;
  const ascii = stem
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w.-]+/g, '-')
    .replace(/-+/g, '-');
  const plain = `${trimmed(ascii.slice(0, longest))}-${report}`;
  return `attachment; filename="${plain}"${plain === name ? '' : `; filename*=UTF-8''${encoded(name)}`}`;
}

/** A dot before a name would hide the file. */
function trimmed(stem: string): string {
  return stem.replace(/^[\s.-]+|[\s.-]+$/g, '') || 'import';
}

/** https://www.rfc-editor.org/rfc/rfc8187 */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
