import { Checkbox, Fieldset, Form, FormGroup, Panel } from '@bigcommerce/big-design';
import type { CheckResult } from '../../../../../../src/hosts/http/api-types.ts';
import { count } from '../../../../parts/amounts.ts';
import type { Choices as Chosen, Preparation } from '../use-preparation.ts';
import { ChoiceGroup } from './choice-group.tsx';
import { NumberInput } from './number-input.tsx';

export type ChoicesProps = { check: CheckResult; preparation: Preparation };

/** What most people choose: who is overwritten, how fast, and whether to begin with a few. */
export function Choices({ check, preparation: { chosen, setChoices } }: ChoicesProps) {
  const set = (change: Chosen): void => setChoices((old) => ({ ...old, ...change }));
  const { subscribed, unsubscribed } = check.newsletter;
  const setExisting = (if_exists: 'skip' | 'update' | 'fail'): void =>
    // What is about customers who exist makes no sense without an update.
    set({ if_exists, ...(if_exists !== 'update' && { if_missing: 'create', blank: 'keep', duplicates: 'first' }) });
  return (
    <Panel header="Your choices">
      <Form fullWidth>
        <ChoiceGroup
          legend="Customers who are in the store already"
          name="if_exists"
          value={chosen.if_exists}
          onChange={setExisting}
          options={[
            {
              value: 'skip',
              label: 'Leave them as they are',
              description: 'Only new customers are imported.',
            },
            {
              value: 'update',
              label: 'Update them from the file',
              description:
                'Fields that the file fills in are overwritten; addresses are only ever added. What was there before is kept on record.',
            },
            {
              value: 'fail',
              label: 'Report them as rejected',
              description: 'For files in which nobody should be in the store yet.',
            },
          ]}
        />
        {subscribed + unsubscribed > 0 && (
          <Fieldset
            legend="Newsletter"
            description={`In the file ${count(subscribed, 'person says', 'people say')} yes to marketing emails${unsubscribed > 0 ? `, and ${count(unsubscribed, 'person has', 'people have')} unsubscribed` : ''}.`}
          >
            <FormGroup>
              <Checkbox
                label="Put those who said yes on the newsletter list"
                description="Takes one call a person, so the import gets longer. Who opted out in the store stays out."
                checked={chosen.newsletter}
                onChange={(event) => set({ newsletter: event.target.checked })}
              />
            </FormGroup>
          </Fieldset>
        )}
        <Fieldset legend="Welcome emails">
          <FormGroup>
            <Checkbox
              label="Let BigCommerce mail every new customer"
              description="It tells them that there is an account, in your store's own words. Leave it off when you move customers from another shop."
              checked={chosen.welcome_mails}
              onChange={(event) => set({ welcome_mails: event.target.checked })}
            />
          </FormGroup>
        </Fieldset>
        <ChoiceGroup
          legend="Share of the store’s quota"
          description="BigCommerce allows a store so many calls in half a minute, and all its apps share them."
          name="quota_share"
          value={chosen.quota_share}
          onChange={(quota_share) => set({ quota_share })}
          options={[
            { value: 1, label: '100 %: as fast as it goes' },
            { value: 0.75, label: '75 %: leaves some room for your other apps' },
            { value: 0.5, label: '50 %: leaves half for your other apps' },
            { value: 0.25, label: '25 %: in the background, for busy stores' },
            ...([1, 0.75, 0.5, 0.25].includes(chosen.quota_share)
              ? []
              : [{ value: chosen.quota_share, label: `${Math.round(chosen.quota_share * 100)} %` }]),
          ]}
        />
        <Fieldset legend="Try it with a few first">
          <FormGroup>
            <Checkbox
              label="Import only the first rows, then pause"
              description="Look at them in the store, then let the import go on, or cancel it."
              checked={chosen.limit !== undefined}
              onChange={(event) =>
                setChoices(({ limit: _, ...old }) =>
                  event.target.checked ? { ...old, limit: Math.min(10, check.rows) } : old,
                )
              }
            />
          </FormGroup>
          {chosen.limit !== undefined && (
            <FormGroup>
              <NumberInput
                label="How many rows"
                least={1}
                most={Math.max(1, check.rows)}
                value={chosen.limit}
                onChange={(limit) => set({ limit })}
              />
            </FormGroup>
          )}
        </Fieldset>
      </Form>
    </Panel>
  );
}
