import { Badge, ProgressBar, Table, Text } from '@bigcommerce/big-design';
import { useSearchParams } from 'react-router';
import styled from 'styled-components';
import type { ImportLine } from '../../../../../src/hosts/http/api-types.ts';
import { isMoving } from '../../../api/imports.ts';
import { amount, count, dateTime } from '../../../parts/amounts.ts';
import { Actions } from '../../../parts/page.tsx';
import { TextLink } from '../../../parts/text-link.tsx';
import { fates, percentOf, settledOf, stateWords } from '../run/import-words.ts';

/** A page of the imports, the newest first. @param next What the page of older ones begins after */
export function PastImports({ imports, next }: { imports: ImportLine[]; next: string | undefined }) {
  const [params] = useSearchParams();
  const isFirst = !params.has('after');
  return (
    <div>
      <Scroller role="region" aria-label="Imports" tabIndex={0}>
        <Table
          keyField="import_id"
          items={imports}
          columns={[
            { hash: 'file', header: 'File', render: (line) => <FileCell {...line} /> },
            { hash: 'store', header: 'Store', render: ({ store_name, store_hash }) => store_name ?? store_hash },
            { hash: 'state', header: 'State', render: (line) => <StateCell {...line} /> },
            { hash: 'counts', header: 'Customers', render: (line) => countsOf(line) },
            { hash: 'when', header: 'When', render: ({ created_at }) => <When>{dateTime(created_at)}</When> },
          ]}
        />
      </Scroller>
      {(!isFirst || next !== undefined) && (
        <Pages aria-label="Pages of imports">
          {!isFirst && <TextLink to="/imports">Newest imports</TextLink>}
          {next !== undefined && <TextLink to={`/imports?after=${encodeURIComponent(next)}`}>Older imports</TextLink>}
        </Pages>
      )}
    </div>
  );
}

function FileCell({ import_id, file }: ImportLine) {
  return <TextLink to={`/imports/${import_id}`}>{file}</TextLink>;
}

function StateCell(line: ImportLine) {
  const { label, variant } = stateWords(line);
  const percent = percentOf(line);
  return (
    <State>
      <Badge label={label} variant={variant} />
      {line.state === 'running' && (
        <div role="progressbar" aria-label={`Progress of ${line.file}`} aria-valuenow={percent}>
          <ProgressBar percent={percent} />
        </div>
      )}
    </State>
  );
}

/** "1,180 created, 12 skipped" */
function countsOf(line: ImportLine) {
  const reached = fates.filter((fate) => line[fate] > 0).map((fate) => `${amount(line[fate])} ${fate}`);
  const rows = count(line.rows, 'row');
  if (line.state === 'checking') return isMoving(line) ? '…' : '';
  if (reached.length === 0) return rows;
  const isWhole = line.pending === 0;
  return (
    <>
      {reached.join(', ')}
      {!isWhole && (
        <Text as="span" color="secondary60">
          {' '}
          ({amount(settledOf(line))} of {rows})
        </Text>
      )}
    </>
  );
}

const Scroller = styled.div`
  overflow-x: auto;
  table { min-width: 46rem; }
`;

const State = styled.div`
  display: grid;
  gap: ${({ theme }) => theme.spacing.xxSmall};
  justify-items: start;
  & > [role='progressbar'] { width: 8rem; }
`;

const When = styled.span`
  white-space: nowrap;
`;

const Pages = styled(Actions).attrs({ as: 'nav' })`
  gap: ${({ theme }) => theme.spacing.medium};
  justify-content: flex-end;
  margin-top: ${({ theme }) => theme.spacing.small};
`;
