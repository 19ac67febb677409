import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ImportCheckBody, ImportView } from '../../../src/hosts/http/api-types.ts';
import { importsKey } from './imports.ts';
import { failureOf, fetchAnswer, request } from './request.ts';
import { uploadImport } from './upload-import.ts';

/** Makes an import of the rows that another one refused, for the same store and with the same choices. Answers its id and the name of its file. */
export function useImportRejects({ import_id: id, file, source, credentials_id, options }: ImportView) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const content = await readRejects(id);
      const filename = rejectsName(file, source?.format === 'csv' ? 'csv' : 'ndjson');
      const { import_id } = await uploadImport({
        content,
        filename,
        credentialsId: credentials_id,
        onProgress: () => undefined,
        signal: new AbortController().signal,
      });
      // A check that fails is told by the page of the import, which is there by now.
      await request('POST', `/api/imports/${import_id}/check`, { body: sameChoices(options) }).catch(() => undefined);
      return { id: import_id, file: filename };
    },
    onSuccess: () => client.invalidateQueries({ queryKey: importsKey }),
  });
}

async function readRejects(id: string): Promise<Blob> {
  const response = await fetchAnswer(`/api/imports/${id}/report/rejects`, {});
  if (!response.ok) throw failureOf(response.status, await response.json().catch(() => undefined));
  return response.blob();
}

/** "shop.csv" -> "shop-rejects.csv", and the rejects of those "shop-rejects-2.csv" */
export function rejectsName(file: string, ending: string): string {
  const stem = file.replace(/\.gz$/i, '').replace(/\.[a-z]+$/i, '');
  const [, name = stem, round] = /^(.+)-rejects(?:-(\d+))?$/.exec(stem) ?? [];
  return name === stem ? `${stem}-rejects.${ending}` : `${name}-rejects-${Number(round ?? 1) + 1}.${ending}`;
}

/** What was chosen about the columns and the customers. A name that a mapping was saved under may be another mapping by now. */
function sameChoices({ check_existing: _, mapping_from: __, ...options }: ImportView['options']): ImportCheckBody {
  return options;
}
