import { Box, Message } from '@bigcommerce/big-design';
import { type Query, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { ApiError, signedOut } from '../api/request.ts';
import { sessionIsOver, subscribe } from '../api/session.ts';

/** Says that Rollcall is away, and asks it again until it is back; or that this browser is signed in no longer. */
export function Connection() {
  const client = useQueryClient();
  const isAway = useSyncExternalStore(
    (changed) => client.getQueryCache().subscribe(changed),
    () => client.getQueryCache().getAll().some(isUnanswered),
  );
  const isSignedOut = useSyncExternalStore(subscribe, sessionIsOver);
  useEffect(() => {
    if (!isAway) return;
    const timer = setInterval(async () => {
      const isBack = await fetch('/healthz').then(
        ({ ok }) => ok,
        () => false,
      );
      if (isBack) await client.invalidateQueries();
    }, 1_000);
    return () => clearInterval(timer);
  }, [isAway, client]);
  if (!isAway && !isSignedOut) return null;
  return (
    <Box margin="medium" role="status">
      {isAway ? (
        <Message type="warning" messages={[{ text: away }]} />
      ) : (
        <Message type="error" messages={[{ text: signedOut }]} />
      )}
    </Box>
  );
}

const away =
  'Rollcall does not answer. If it was stopped, start it again in its folder with npm start (or npx rollcall start). ' +
  'This page then goes on by itself, and an import goes on where it was.';

/** What no page shows any more is not asked for again, and would say so for ever. */
const isUnanswered = (query: Query): boolean => {
  const failure = query.state.error ?? query.state.fetchFailureReason;
  return query.isActive() && failure instanceof ApiError && failure.code === 'unreachable';
};
