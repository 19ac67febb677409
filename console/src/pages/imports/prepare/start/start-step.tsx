import { Panel, Text } from '@bigcommerce/big-design';
import styled from 'styled-components';
import type { CheckResult, ImportView } from '../../../../../../src/hosts/http/api-types.ts';
import { useStartImport } from '../../../../api/imports.ts';
import { amount, count, duration } from '../../../../parts/amounts.ts';
import { BusyButton } from '../../../../parts/busy-button.tsx';
import { Stack } from '../../../../parts/page.tsx';
import { TextLink } from '../../../../parts/text-link.tsx';
import { Trouble } from '../../../../parts/trouble.tsx';
import { useStoreName } from '../../use-store-name.ts';
import { kindsOf } from '../check/kinds.ts';
import { Outdated } from '../outdated.tsx';
import type { Preparation } from '../use-preparation.ts';
import { problemTitle } from '../words.ts';
import { Choices } from './choices.tsx';
import { MoreChoices } from './more-choices.tsx';

export type StartStepProps = { view: ImportView; check: CheckResult; preparation: Preparation };

/** Step 3: the choices, and the one button that sends. */
export function StartStep({ view, check, preparation }: StartStepProps) {
  const { choices, chosen, columns, isChecking, isDue, isOutdated, error, recheck } = preparation;
  const start = useStartImport(view.import_id);
  const { would } = check;
  const store = useStoreName(view);
  const sent = would.created + would.updated;
  const without = kindsOf(check.problems)
    .filter(({ rejects, goingIn, hasRows, code }) => !rejects && goingIn > 0 && hasRows && code !== 'duplicate_row')
    .map(({ groups, goingIn }) => `${problemTitle(groups[0]!, false)} (${count(goingIn, 'row')})`);
  const isTodo = Object.keys(columns).length > 0;
  const isWaiting = start.isSuccess && view.state === 'checking';
  const seconds = (check.calls * (check.quota.window_ms / 1000)) / (check.quota.requests * chosen.quota_share);
  const action =
    chosen.limit !== undefined && chosen.limit < check.rows
      ? `Import the first ${chosen.limit === 1 ? 'row' : count(chosen.limit, 'row')} into ${store}, then pause`
      : isOutdated && !isDue && !isChecking
        ? `Check again, then import into ${store}`
        : `Import ${count(sent, 'customer')} into ${store}`;
  return (
    <>
      {error && !isChecking && <Trouble error={error} retry={() => void recheck().catch(() => undefined)} />}
      <Choices check={check} preparation={preparation} />
      <MoreChoices view={view} preparation={preparation} />
      <Panel header="What will happen">
        <Stack>
          <List>
            <li>
              {amount(would.created)} new{would.updated > 0 && `, ${amount(would.updated)} updated`}
              {would.skipped > 0 && `, ${amount(would.skipped)} skipped`}
              {would.rejected > 0 && (
                <>
                  , <TextLink to="?step=check">{amount(would.rejected)} rejected</TextLink>; you can correct those
                  there, or after the import
                </>
              )}
              .
            </li>
            {without.length > 0 && (
              <li>
                Some get in without something: <TextLink to="?step=check">{without.join('; ')}</TextLink>.
              </li>
            )}
            <li>
              {chosen.if_exists === 'update'
                ? 'Customers who are in the store already are updated.'
                : chosen.if_exists === 'fail'
                  ? 'Customers who are in the store already are reported as rejected.'
                  : 'Customers who are in the store already are left as they are.'}
            </li>
            <li>
              About {count(check.calls, 'call')} to BigCommerce, about {duration(Math.max(1, seconds))}
              {chosen.quota_share < 1 && ` at ${Math.round(chosen.quota_share * 100)} % of the quota`}. You can pause at
              any time.
            </li>
            <li>
              {chosen.welcome_mails
                ? 'BigCommerce mails every new customer that there is an account'
                : 'No email is sent to your customers'}
              {chosen.newsletter && check.newsletter.subscribed > 0
                ? `; ${count(check.newsletter.subscribed, 'person is', 'people are')} put on the newsletter list`
                : ''}
              .
            </li>
            {check.secrets && <li>Passwords from the file are set for the customers.</li>}
            {check.store_credit_total > 0 && (
              <li>{amount(check.store_credit_total)} of store credit in all, for new customers only.</li>
            )}
          </List>
          {!isDue && <Outdated preparation={preparation} />}
          {isTodo && (
            <Text marginBottom="none">
              You changed columns that are not checked yet. <TextLink to="?step=columns">Go to the columns</TextLink> to
              check again, or undo the changes.
            </Text>
          )}
          {start.error && <Trouble error={start.error} />}
          {isWaiting ? (
            <Text role="status">The file is checked once more; then the import starts by itself.</Text>
          ) : (
            <div>
              <BusyButton
                text={action}
                isLoading={start.isPending || isChecking || isDue}
                disabled={isTodo || (sent === 0 && !isOutdated)}
                onClick={() => start.mutate(choices)}
              />
              {sent === 0 && !isOutdated && (
                <Text color="secondary60">There is nothing to import: no row of the file would be sent.</Text>
              )}
            </div>
          )}
        </Stack>
      </Panel>
    </>
  );
}

const List = styled.ul`
  margin: 0;
  padding-left: ${({ theme }) => theme.spacing.large};
`;
