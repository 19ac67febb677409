import { Text } from '@bigcommerce/big-design';
import { useSearchParams } from 'react-router';
import styled from 'styled-components';
import type { ImportLine } from '../../../../../src/hosts/http/api-types.ts';
import { isMoving } from '../../../api/imports.ts';
import { amount, count, dateTime } from '../../../parts/amounts.ts';
import { Actions } from '../../../parts/page.tsx';
import { Pill } from '../../../parts/pill.tsx';
import { TextLink } from '../../../parts/text-link.tsx';
import { ProgressLine } from '../prepare/progress-line.tsx';
import { fates } from '../run/fates.ts';
import { stateWords } from '../run/import-words.ts';
import { percentOf, settledOf } from '../run/settled.ts';
import { useStoreName } from '../use-store-name.ts';

/** A page of the imports, the newest first. @param next What the page of older ones begins after */
export function PastImports({ imports, next }: { imports: ImportLine[]; next: string | undefined }) {
  const [params] = useSearchParams();
  const isFirst = !params.has('after');
  return (
    <>
      <List>
        {imports.map((line) => (
          <Item key={line.import_id} line={line} />
        ))}
      </List>
      {imports.length === 0 && <Text marginBottom="none">There are no older imports.</Text>}
      {(!isFirst || next !== undefined) && (
        <Pages aria-label="Pages of imports">
          {!isFirst && <TextLink to="/imports">Newest imports</TextLink>}
          {next !== undefined && <TextLink to={`/imports?after=${encodeURIComponent(next)}`}>Older imports</TextLink>}
        </Pages>
      )}
    </>
  );
}

function Item({ line }: { line: ImportLine }) {
  const { import_id, file, created_at, state } = line;
  const store = useStoreName(line);
  const { label, tone } = stateWords(line);
  return (
    <li>
      <div>
        <File to={`/imports/${import_id}`}>{file}</File>
        <Quiet>
          {store}, {dateTime(created_at)}
        </Quiet>
      </div>
      <div>{countsOf(line)}</div>
      <State>
        <Pill $tone={tone}>{label}</Pill>
        {state === 'running' && <ProgressLine label={`Progress of ${file}`} share={percentOf(line) / 100} />}
      </State>
    </li>
  );
}

/** "1,180 created, 12 skipped" */
function countsOf(line: ImportLine): string {
  if (line.state === 'checking') return isMoving(line) ? '' : (line.reason?.message ?? '');
  const reached = fates.filter((fate) => line[fate] > 0).map((fate) => `${amount(line[fate])} ${fate}`);
  const rows = count(line.rows, 'row');
  if (reached.length === 0) return rows;
  const words = reached.join(', ');
  return line.pending === 0 ? words : `${words} (${amount(settledOf(line))} of ${rows})`;
}

const List = styled.ul`
  list-style: none;
  margin: 0;
  padding: 0;
  li {
    border-top: 1px solid ${({ theme }) => theme.colors.secondary30};
    display: grid;
    gap: ${({ theme }) => `${theme.spacing.xxSmall} ${theme.spacing.large}`};
    grid-template-columns: minmax(0, 5fr) minmax(0, 5fr) minmax(0, 3fr);
    padding: ${({ theme }) => `${theme.spacing.small} 0`};
  }
  li:last-child { padding-bottom: 0; }
  @media (max-width: 720px) {
    li { grid-template-columns: minmax(0, 1fr); }
  }
`;

const File = styled(TextLink)`
  font-weight: ${({ theme }) => theme.typography.fontWeight.semiBold};
`;

const Quiet = styled.div`
  color: ${({ theme }) => theme.colors.secondary60};
`;

const State = styled.div`
  align-content: start;
  display: grid;
  gap: ${({ theme }) => theme.spacing.xxSmall};
  justify-items: start;
`;

const Pages = styled(Actions).attrs({ as: 'nav' })`
  border-top: 1px solid ${({ theme }) => theme.colors.secondary30};
  gap: ${({ theme }) => theme.spacing.medium};
  justify-content: flex-end;
  margin-top: ${({ theme }) => theme.spacing.small};
  padding-top: ${({ theme }) => theme.spacing.small};
`;
