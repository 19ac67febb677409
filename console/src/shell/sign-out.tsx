import { Text } from '@bigcommerce/big-design';
import { useState } from 'react';
import styled from 'styled-components';
import { useSignOut } from '../api/sign-out.ts';
import { Question } from '../parts/question.tsx';
import { Trouble } from '../parts/trouble.tsx';

/** Ends the session of this browser, for computers that others use too. It asks first: coming back takes a terminal. */
export function SignOut() {
  const [isAsked, setAsked] = useState(false);
  const signOut = useSignOut();
  // A page that is left keeps its button busy until it is gone.
  const isBusy = signOut.isPending || signOut.isSuccess;
  return (
    <>
      <Plain type="button" onClick={() => setAsked(true)}>
        Sign out
      </Plain>
      {isAsked && (
        <Question
          title="Sign this browser out?"
          wayBack="Stay signed in"
          action="Sign out"
          isDestructive={false}
          isBusy={isBusy}
          onConfirm={() => signOut.mutate()}
          onClose={() => setAsked(false)}
        >
          <Text marginBottom="none">
            Imports that run go on. To come back, run <code>npx rollcall console</code> in the folder of Rollcall and
            open the link that it prints.
          </Text>
          {signOut.error && <Trouble error={signOut.error} />}
        </Question>
      )}
    </>
  );
}

const Plain = styled.button`
  background: none;
  border: none;
  border-radius: ${({ theme }) => theme.borderRadius.normal};
  color: ${({ theme }) => theme.colors.secondary60};
  cursor: pointer;
  font: inherit;
  padding: ${({ theme }) => theme.spacing.xxSmall};
  &:hover { background: ${({ theme }) => theme.colors.secondary20}; }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary};
    outline-offset: 2px;
  }
`;
