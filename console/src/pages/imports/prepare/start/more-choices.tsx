import { Checkbox, Form, FormGroup, Text } from '@bigcommerce/big-design';
import { useState } from 'react';
import styled from 'styled-components';
import type { ImportView } from '../../../../../../src/hosts/http/api-types.ts';
import { missingCodes } from '../check/missing-names.tsx';
import type { Choices, Preparation } from '../use-preparation.ts';
import { ChoiceGroup } from './choice-group.tsx';
import { NumberInput } from './number-input.tsx';

/** What few need. */
export function MoreChoices({ view, preparation }: { view: ImportView; preparation: Preparation }) {
  const { chosen, setChoices } = preparation;
  const set = (change: Choices): void => setChoices((old) => ({ ...old, ...change }));
  // What many rows may hang on is seen without being looked for, and stays in sight once it is chosen.
  const [isOpen] = useState(() => view.check?.problems.some(({ code }) => missingCodes.has(code)) ?? false);
  const isUpdate = chosen.if_exists === 'update';
  return (
    <Details open={isOpen}>
      <summary>More choices</summary>
      <Form fullWidth>
        {!isUpdate && (
          <Text color="secondary60">
            Some of these can be chosen once you update customers who are in the store already.
          </Text>
        )}
        <ChoiceGroup
          legend="Rows whose email nobody in the store has"
          name="if_missing"
          value={chosen.if_missing}
          onChange={(if_missing) => set({ if_missing })}
          options={[
            { value: 'create', label: 'Create the customer' },
            { value: 'skip', label: 'Skip the row: only update people who are there', disabled: !isUpdate },
          ]}
        />
        <ChoiceGroup
          legend="Rows with the email of an earlier row"
          name="duplicates"
          value={chosen.duplicates}
          onChange={(duplicates) => set({ duplicates })}
          options={[
            { value: 'first', label: 'Import the first one, skip the others' },
            { value: 'merge', label: 'Apply them one after the other', disabled: !isUpdate },
          ]}
        />
        <ChoiceGroup
          legend="Blank cells of customers who are updated"
          name="blank"
          value={chosen.blank}
          onChange={(blank) => set({ blank })}
          options={[
            { value: 'keep', label: 'Leave the field as it is' },
            {
              value: 'clear',
              label: 'Empty the field',
              description: 'Company, phone, notes, tax category and customer group.',
              disabled: !isUpdate,
            },
          ]}
        />
        <FormGroup>
          <Checkbox
            label="Make customer groups and attributes that the store does not have"
            description="A misspelt name becomes a group of its own, so it is off unless the file comes from BigCommerce."
            checked={chosen.create_missing ?? isMadeBySelf(view)}
            onChange={(event) => set({ create_missing: event.target.checked })}
          />
        </FormGroup>
        <FormGroup>
          <Checkbox
            label="Ask the store during the check who is in it already"
            description="Then the figures say how many are new and how many are not. The check takes longer."
            checked={chosen.check_existing}
            onChange={(event) => set({ check_existing: event.target.checked })}
          />
        </FormGroup>
        <FormGroup>
          <NumberInput
            label="Days to keep the rows afterwards"
            description="Then Rollcall deletes their personal data from its records. The counts stay."
            least={0}
            most={36_500}
            value={chosen.keep_days}
            onChange={(keep_days) => set({ keep_days })}
          />
        </FormGroup>
      </Form>
    </Details>
  );
}

/** Where nobody chose, files that BigCommerce exported bring their groups with them. */
function isMadeBySelf({ template, check }: ImportView): boolean {
  return (
    check?.missing !== undefined || template?.id === 'bigcommerce_bulk_edit' || template?.id === 'bigcommerce_default'
  );
}

const Details = styled.details`
  background: ${({ theme }) => theme.colors.white};
  border-radius: ${({ theme }) => theme.borderRadius.normal};
  box-shadow: ${({ theme }) => theme.shadow.raised};
  padding: ${({ theme }) => `${theme.spacing.medium} ${theme.spacing.xLarge}`};
  summary {
    color: ${({ theme }) => theme.colors.primary60};
    cursor: pointer;
    font-weight: ${({ theme }) => theme.typography.fontWeight.semiBold};
  }
  &[open] summary { margin-bottom: ${({ theme }) => theme.spacing.medium}; }
`;
