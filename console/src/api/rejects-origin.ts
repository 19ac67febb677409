import { useQuery } from '@tanstack/react-query';
import type { ImportLine, ImportList, ImportView } from '../../../src/hosts/http/api-types.ts';
import { isOfReport } from './decisions-of.ts';
import { importsKey } from './imports.ts';
import { request } from './request.ts';

/** How many of the last imports are thought of, and how many of those are looked into. */
const remembered = 100;
const lookedInto = 8;

/** The import whose rejects, or warnings, a file is by its columns; undefined where it is nobody's. @param isEnabled Whether anybody wants to know */
export function useRejectsOrigin(view: ImportView, isEnabled: boolean): ImportView | undefined {
  const { import_id: id, columns = [] } = view;
  const isReport = columns.filter(({ column }) => isOfReport(column)).length >= 4;
  const { data } = useQuery({
    queryKey: [...importsKey, 'origin', id],
    queryFn: async ({ signal }) => {
      const { imports } = await request<ImportList>('GET', '/api/imports', { query: { limit: remembered }, signal });
      for (const { import_id } of candidates(view, imports)) {
        const found = await request<ImportView>('GET', `/api/imports/${import_id}`, { signal });
        if (hasColumnsOf(view, found)) return found;
      }
      return null;
    },
    enabled: isEnabled && isReport,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? undefined;
}

/** Those with a report, the namesakes first, then the newest. */
function candidates({ import_id: id, file, created_at }: ImportView, imports: ImportLine[]): ImportLine[] {
  const isNamesake = (line: ImportLine): boolean => stemOf(line.file) === stemOf(file);
  return imports
    .filter((line) => line.import_id !== id && line.created_at <= created_at)
    .filter(({ rejected, failed, warnings }) => rejected + failed + warnings > 0)
    .sort((a, b) => Number(isNamesake(b)) - Number(isNamesake(a)))
    .slice(0, lookedInto);
}

/** "Shop-rejects-2 (1).csv" -> "shop" */
function stemOf(file: string): string {
  return file
    .toLowerCase()
    .replace(/\.gz$/, '')
    .replace(/\.[a-z]+$/, '')
    .replace(/ ?\(\d+\)$/, '')
    .replace(/-(rejects|warnings)(-\d+)?$/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-');
}

/** Of JSON, the rejected rows may lack members that others have. */
function hasColumnsOf({ columns = [], source }: ImportView, origin: ImportView): boolean {
  const own = (list: typeof columns): string[] => list.map(({ column }) => column).filter((name) => !isOfReport(name));
  const [here, there] = [own(columns), own(origin.columns ?? [])];
  return (
    here.length > 0 &&
    (source?.format !== 'csv' || here.length === there.length) &&
    here.every((name) => there.includes(name))
  );
}
