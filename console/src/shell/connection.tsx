import { Box, Message } from '@bigcommerce/big-design';
import { type Query, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { ApiError } from '../api/request.ts';

/** Says that Rollcall is away, and asks it again until it is back; or that this browser is signed in no longer. */
export function Connection() {
  const client = useQueryClient();
  const trouble = useSyncExternalStore(
    (changed) => client.getQueryCache().subscribe(changed),
    () => troubleOf(client.getQueryCache().getAll()),
  );
  useEffect(() => {
    if (trouble !== 'unreachable') return;
    const timer = setInterval(async () => {
      const isBack = await fetch('/healthz').then(
        ({ ok }) => ok,
        () => false,
      );
      if (isBack) await client.invalidateQueries();
    }, 1_000);
    return () => clearInterval(timer);
  }, [trouble, client]);
  if (trouble === undefined) return null;
  return (
    <Box margin="medium" role="status">
      {trouble === 'unreachable' ? (
        <Message
          type="warning"
          header="Rollcall does not answer"
          messages={[
            {
              text: 'This page goes on by itself once it does. Imports are safe: a run goes on where it was when Rollcall starts again.',
            },
          ]}
        />
      ) : (
        <Message
          type="error"
          header="This browser is signed in no longer"
          messages={[{ text: 'Start Rollcall again and open the link that it prints after "Console:".' }]}
        />
      )}
    </Box>
  );
}

function troubleOf(all: Query[]): 'unreachable' | 'signed-out' | undefined {
  const failures = all.map(({ state }) => state.error ?? state.fetchFailureReason);
  const codes = failures.map((failure) => (failure instanceof ApiError ? failure.code : undefined));
  if (codes.includes('api_key_invalid')) return 'signed-out';
  return codes.includes('unreachable') ? 'unreachable' : undefined;
}
