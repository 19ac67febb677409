import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ImportCheckView, ImportStateView, ImportView } from '../../../src/hosts/http/api-types.ts';
import { checkBodyOf, type Decisions, decisionsOf } from './decisions-of.ts';
import { importsKey } from './imports.ts';
import { ApiError, failureOf, fetchAnswer, request } from './request.ts';
import { uploadImport } from './upload-import.ts';

/** Makes an import of the rows that another one refused, for the same store and with all that was decided about that one. */
export function useImportRejects(view: ImportView) {
  const { import_id: id, file, source, credentials_id } = view;
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
      const decisions = decisionsOf(view);
      return { id: import_id, file: filename, decisions, isChecked: await isChecked(import_id, decisions) };
    },
    onSuccess: () => client.invalidateQueries({ queryKey: importsKey }),
  });
}

/** Whether the check ended well. One that fails is told by the page of the import, which is there by now. */
async function isChecked(id: string, decisions: Decisions): Promise<boolean> {
  const path = `/api/imports/${id}`;
  const check = (known?: ReadonlySet<string>) =>
    request<ImportCheckView | ImportStateView>('POST', `${path}/check`, { body: checkBodyOf(decisions, known) });
  try {
    const answer = await check().catch(async (error: unknown) => {
      if (!(error instanceof ApiError) || error.param !== 'map') throw error;
      // The rejects of JSON may all lack a member that others had.
      const { columns = [] } = await request<ImportView>('GET', path);
      return check(new Set(columns.map(({ column }) => column)));
    });
    return 'would' in answer;
  } catch {
    return false;
  }
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
