import { RollcallError } from '../bigcommerce/index.ts';

export const exportFormats = ['csv', 'ndjson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

const formatsByEnding: Record<string, ExportFormat> = { csv: 'csv', ndjson: 'ndjson', jsonl: 'ndjson' };
/** Endings that promise what an export is not. */
const others = new Set(['json', 'xlsx', 'xls', 'tsv', 'zip', 'parquet', 'xml']);

/**
 * The format of an export, as given or by the ending of a file's name, and whether it is compressed.
 * @throws {RollcallError} invalid_params
 */
export function formatOf(file: string | undefined, given?: ExportFormat): { format: ExportFormat; gzip: boolean } {
  const gzip = file?.toLowerCase().endsWith('.gz') ?? false;
  if (given !== undefined) {
    if (exportFormats.includes(given)) return { format: given, gzip };
    throw new RollcallError('invalid_params', `format must be csv or ndjson, but "${given}" came.`, {
      param: 'format',
    });
  }
  const ending = /\.([a-z]+)(?:\.gz)?$/i.exec(file ?? '')?.[1]?.toLowerCase() ?? '';
  if (others.has(ending))
    throw new RollcallError(
      'invalid_params',
      `There is no export as ${ending}. Name the file .csv or .ndjson, or give the format beside it.`,
      { param: 'file' },
    );
  return { format: formatsByEnding[ending] ?? 'csv', gzip };
}
