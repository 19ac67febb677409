import { Box, Message, Text } from '@bigcommerce/big-design';
import styled from 'styled-components';
import type { CredentialTest, ScopeDetail } from '../../../../src/hosts/http/api-types.ts';
import { dateTime } from '../../parts/amounts.ts';
import { Stack } from '../../parts/page.tsx';

/** What a store answered to its test, and what to do in BigCommerce where something is missing. */
export function TestAnswer({ test, at }: { test: CredentialTest /** When, for an answer that stays. */; at?: Date }) {
  const isAnything = test.scope_details.some(({ state }) => state !== 'unknown');
  return (
    <Stack>
      <Box role={test.ok ? 'status' : 'alert'}>
        <Message
          type={test.ok ? 'success' : isPassing(test) ? 'warning' : 'error'}
          messages={[{ text: test.message }]}
        />
      </Box>
      {isAnything && (
        <Scopes aria-label="What the token may use">
          {test.scope_details.map((scope) => (
            <li key={scope.scope}>
              <Mark aria-hidden="true">{marks[scope.state]}</Mark>
              <div>
                <Text bold as="span">
                  {scope.name}: {wordOf(scope)}
                </Text>
                <Text color="secondary60" marginBottom="none">
                  {scope.required ? 'Needed to' : 'Not needed. With it, Rollcall can'} {scope.needed_for}.
                </Text>
                {scope.state === 'missing' && (
                  <Text marginBottom="none">
                    In BigCommerce, open Settings › API › Store-level API accounts, edit the account, set {scope.name} (
                    {scope.api_name}) to “{scope.choose}”, save, and test again here.
                  </Text>
                )}
              </div>
            </li>
          ))}
        </Scopes>
      )}
      {(test.ok || at) && (
        <Text color="secondary60">
          {at && `Tested ${dateTime(at.toISOString())}. `}
          {test.ok && 'A test only reads; whether the token may write as well shows at the first write.'}
        </Text>
      )}
    </Stack>
  );
}

/** Says nothing against the account: another time it may go well. */
export function isPassing({ code }: CredentialTest): boolean {
  return code !== undefined && passing.has(code);
}

/** Nobody answered, or only that it cannot now: whatever asks the store would fail. */
export function isAway({ code }: CredentialTest): boolean {
  return code !== undefined && away.has(code);
}

const away = new Set<string>(['network', 'timeout', 'store_unavailable']);
const passing = new Set<string>([...away, 'rate_limited']);

const marks = { ok: '✓', missing: '✗', unknown: '?' };

function wordOf({ state, required }: ScopeDetail): string {
  if (state === 'ok') return 'allowed';
  if (state === 'unknown') return 'not known yet';
  return required ? 'missing' : 'not allowed';
}

const Scopes = styled.ul`
  display: grid;
  gap: ${({ theme }) => theme.spacing.small};
  list-style: none;
  margin: 0;
  padding: 0;
  li { display: flex; gap: ${({ theme }) => theme.spacing.xSmall}; }
`;

const Mark = styled.span`
  flex: 0 0 1.25rem;
  font-weight: ${({ theme }) => theme.typography.fontWeight.semiBold};
  text-align: center;
`;
