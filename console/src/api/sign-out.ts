import { useMutation } from '@tanstack/react-query';
import { failureOf, fetchAnswer } from './request.ts';

/** Ends the session of this browser, and leaves for the page that says so. */
export function useSignOut() {
  return useMutation({
    async mutationFn() {
      const response = await fetchAnswer('/sign-out', { method: 'POST' });
      if (!response.ok) throw failureOf(response.status, await response.json().catch(() => undefined));
      window.location.assign('/?signed_out=yes');
    },
  });
}
