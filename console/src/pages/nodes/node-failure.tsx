import { ApiError } from '../../api/request.ts';
import { JsonView } from '../../parts/json-view.tsx';
import { Stack } from '../../parts/page.tsx';
import { StoreTrouble } from '../../parts/store-trouble.tsx';
import { TextLink } from '../../parts/text-link.tsx';
import { pageOf } from './result-card/index.ts';

/** Why a node did not do it, in its own words; what to do next; and the failure as programs get it. */
export function NodeFailure({ error, again }: { error: Error; again(): void }) {
  const body = error instanceof ApiError ? (error.body as { error?: { retryable?: boolean } } | undefined) : undefined;
  const isPassing = body?.error?.retryable === true || (error instanceof ApiError && error.code === 'unreachable');
  return (
    <Stack>
      <StoreTrouble error={error} {...(isPassing && { retry: again })} />
      <Customers error={error} />
      {body && (
        <details>
          <summary>The failure as JSON</summary>
          <JsonView value={body} label="Failure as JSON" />
        </details>
      )}
    </Stack>
  );
}

/** The customers that a failure is about, to look at. */
function Customers({ error }: { error: Error }) {
  if (!(error instanceof ApiError)) return null;
  const { customer_id: one, customer_ids: several } = error.details;
  const ids = [...(Array.isArray(several) ? several : []), ...(typeof one === 'number' ? [one] : [])];
  if (ids.length === 0) return null;
  return (
    <p>
      It is about{' '}
      {ids.map((id, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <TextLink to={pageOf('customer', id)!}>customer {id}</TextLink>
        </span>
      ))}
      .
    </p>
  );
}
