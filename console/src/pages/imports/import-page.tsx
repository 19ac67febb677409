import { useLocation, useParams } from 'react-router';
import { isMoving, useImport } from '../../api/imports.ts';
import { ApiError } from '../../api/request.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { TextLink } from '../../parts/text-link.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { PrepareImport } from './prepare/prepare-import.tsx';
import { ImportRun } from './run/import-run.tsx';
import { useHeadingFocus } from './use-heading-focus.ts';

/** One import, from its file to its report. */
export function ImportPage() {
  const { id = '' } = useParams();
  const { data: view, error, failureReason, refetch } = useImport(id);
  const isPrepared = view?.state === 'checking' || view?.state === 'ready';
  const { state } = useLocation();
  const stage = view && `${id} ${isPrepared ? 'is prepared' : isMoving(view) ? 'runs' : 'rests'}`;
  useHeadingFocus(stage, { atFirst: state?.isNew === true });
  if (view) {
    return isPrepared ? (
      <PrepareImport key={id} view={view} />
    ) : (
      <ImportRun key={id} view={view} isAway={isUnanswered(error ?? failureReason)} />
    );
  }
  const isUnknown = error instanceof ApiError && error.status === 404;
  return (
    <Page title="Import">
      {isUnknown ? (
        <Empty title="There is no such import" actions={<TextLink to="/imports">Go to the imports</TextLink>}>
          It may have been deleted, or the address is not complete.
        </Empty>
      ) : error ? (
        <Trouble error={error} retry={() => void refetch()} />
      ) : (
        <Loading what="Loading the import" />
      )}
    </Page>
  );
}

const isUnanswered = (failure: Error | null): boolean => failure instanceof ApiError && failure.code === 'unreachable';
