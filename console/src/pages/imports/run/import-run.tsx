import styled from 'styled-components';
import type { ImportView } from '../../../../../src/hosts/http/api-types.ts';
import { isMoving } from '../../../api/imports.ts';
import { count, dateTime } from '../../../parts/amounts.ts';
import { Page } from '../../../parts/page.tsx';
import { Pill } from '../../../parts/pill.tsx';
import { TextLink } from '../../../parts/text-link.tsx';
import { Trouble } from '../../../parts/trouble.tsx';
import { useStoreName } from '../use-store-name.ts';
import { Downloads } from './downloads.tsx';
import { stateWords } from './import-words.ts';
import { RestNotice } from './rest-notice.tsx';
import { RowLookup } from './row-lookup.tsx';
import { RowsPanel } from './rows-panel.tsx';
import { RunActions, useRunActions } from './run-actions.tsx';
import { RunPanel } from './run-panel.tsx';

/** The whole page of an import that was started: how it runs, and what became of its rows once it rests. @param isAway Rollcall does not answer */
export function ImportRun({ view, isAway }: { view: ImportView; isAway: boolean }) {
  const actions = useRunActions(view);
  const rests = !isMoving(view);
  const hasRows = rests && !view.purged_at;
  return (
    <Page
      title={view.file}
      description={<Description view={view} isAway={isAway} />}
      actions={<RunActions view={view} actions={actions} isAway={isAway} />}
    >
      {actions.trouble !== undefined && <Trouble error={actions.trouble} />}
      {rests && <RestNotice view={view} isAway={isAway} />}
      <RunPanel view={view} isAway={isAway} />
      {hasRows && <Downloads view={view} />}
      {hasRows && <RowsPanel view={view} />}
      {hasRows && <RowLookup view={view} />}
      <nav aria-label="Imports">
        <TextLink to="/imports">All imports, and a new one</TextLink>
      </nav>
    </Page>
  );
}

function Description({ view, isAway }: { view: ImportView; isAway: boolean }) {
  const { label, tone } = stateWords(view);
  const { rows, started_at, created_at } = view;
  const store = useStoreName(view);
  return (
    <Line>
      <Pill role="status" $tone={isAway ? 'secondary' : tone}>
        {isAway ? `Last known: ${label.toLowerCase()}` : label}
      </Pill>
      <span>
        {count(rows, 'row')} into {store},{' '}
        {started_at === undefined ? `uploaded ${dateTime(created_at)}` : `started ${dateTime(started_at)}`}
      </span>
    </Line>
  );
}

const Line = styled.span`
  align-items: center;
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.spacing.xSmall};
`;
