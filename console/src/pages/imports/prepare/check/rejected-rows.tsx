import { Text } from '@bigcommerce/big-design';
import styled from 'styled-components';
import type { CheckResult, ImportView } from '../../../../../../src/hosts/http/api-types.ts';
import { amount } from '../../../../parts/amounts.ts';

/** The rejected rows as a file, for those who would rather correct them in a spreadsheet. */
export function RejectedRows({ view: { import_id, state }, check }: { view: ImportView; check: CheckResult }) {
  const { rejected } = check.would;
  if (rejected === 0 || state !== 'ready') return null;
  return (
    <Text marginBottom="none">
      <Download href={`/api/imports/${import_id}/report/rejects`} download>
        Download the {rejected === 1 ? 'rejected row' : `${amount(rejected)} rejected rows`}
      </Download>
      . Correct {rejected === 1 ? 'it' : 'them'} in a spreadsheet, and import that file as well: beside{' '}
      {rejected === 1 ? 'the row' : 'each row'} stands what is wrong with it.
    </Text>
  );
}

const Download = styled.a`
  color: ${({ theme }) => theme.colors.primary60};
  font-weight: ${({ theme }) => theme.typography.fontWeight.semiBold};
  text-underline-offset: 0.15em;
`;
