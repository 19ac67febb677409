import { Panel } from '@bigcommerce/big-design';
import styled from 'styled-components';
import type { ImportView } from '../../../../../src/hosts/http/api-types.ts';
import { count } from '../../../parts/amounts.ts';
import { DownloadLink } from '../../../parts/download-link.tsx';

/** The files of the report, each with what it is for. */
export function Downloads({ view }: { view: ImportView }) {
  const { import_id, rejected, failed, warnings, pending } = view;
  const rejects = rejected + failed;
  const files = [
    {
      kind: 'results',
      name: 'Results',
      use: `Every row with what became of it and the customer’s number${pending > 0 ? ', as far as it is' : ''}.`,
      isEmpty: false,
    },
    {
      kind: 'rejects',
      name: 'Rejects',
      use:
        rejects > 0
          ? `${count(rejects, 'row')} to correct, in the form of your file and with the reason: mend them and import that file.`
          : 'No row was rejected.',
      isEmpty: rejects === 0,
    },
    {
      kind: 'warnings',
      name: 'Warnings',
      use: warnings > 0 ? `${count(warnings, 'customer')} who went in without something, and what.` : 'There are none.',
      isEmpty: warnings === 0,
    },
    { kind: 'summary', name: 'Summary', use: 'The numbers of this import, for programs.', isEmpty: false },
  ];
  return (
    <Panel header="Download" marginBottom="none">
      <List>
        {files.map(({ kind, name, use, isEmpty }) => (
          <li key={kind}>
            {isEmpty ? (
              <span>{name}</span>
            ) : (
              <DownloadLink href={`/api/imports/${import_id}/report/${kind}`}>{name}</DownloadLink>
            )}
            <span>{use}</span>
          </li>
        ))}
      </List>
    </Panel>
  );
}

const List = styled.ul`
  display: grid;
  gap: ${({ theme }) => theme.spacing.small};
  list-style: none;
  margin: 0;
  padding: 0;
  li {
    display: grid;
    gap: ${({ theme }) => `0 ${theme.spacing.medium}`};
    grid-template-columns: 6rem minmax(0, 1fr);
  }
  li > span:last-child { color: ${({ theme }) => theme.colors.secondary60}; }
`;
