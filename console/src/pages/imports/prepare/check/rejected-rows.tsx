import type { CheckResult, ImportView } from '../../../../../../src/hosts/http/api-types.ts';
import { amount } from '../../../../parts/amounts.ts';
import { DownloadLink } from '../../../../parts/download-link.tsx';

/** The rejected rows as a file, for those who would rather correct them in a spreadsheet. */
export function RejectedRows({ view: { import_id, state }, check }: { view: ImportView; check: CheckResult }) {
  const { rejected } = check.would;
  if (rejected === 0 || state !== 'ready') return null;
  return (
    <div>
      <DownloadLink href={`/api/imports/${import_id}/report/rejects`}>
        Download the {rejected === 1 ? 'rejected row' : `${amount(rejected)} rejected rows`}
      </DownloadLink>
      . Correct {rejected === 1 ? 'it' : 'them'} in a spreadsheet, and import that file as well: beside{' '}
      {rejected === 1 ? 'the row' : 'each row'} stands what is wrong with it.
    </div>
  );
}
