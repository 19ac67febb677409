import { Button, H3, Input, Panel, Text } from '@bigcommerce/big-design';
import { useId, useState } from 'react';
import styled from 'styled-components';
import type { CheckResult, GroupRule } from '../../../../../../src/hosts/http/api-types.ts';
import { useGroupNames } from '../../../../api/mappings.ts';
import { amount, count } from '../../../../parts/amounts.ts';
import { Stack } from '../../../../parts/page.tsx';

const shownAtFirst = 8;

export type GroupRulesProps = {
  judged: CheckResult['judged'];
  rules: GroupRule[];
  credentialsId: string;
  onChange(rules: GroupRule[]): void;
};

/** Tags and roles of elsewhere: which customer group the people get who have one. */
export function GroupRules({ judged, rules, credentialsId, onChange }: GroupRulesProps) {
  const groups = useGroupNames(credentialsId);
  const listId = useId();
  const listed = judged.filter(({ kind, values }) => (kind === 'tags' || kind === 'group') && values.length > 0);
  if (listed.length === 0) return null;
  const set = (column: string, value: string, group: string): void => {
    const isSame = (rule: GroupRule): boolean => rule.column === column && rule.value === value;
    const others = rules.some(isSame)
      ? rules.map((rule) => (isSame(rule) ? { ...rule, group } : rule))
      : [...rules, { column, value, group }];
    onChange(others.filter((rule) => rule.group !== ''));
  };
  return (
    <Panel
      header="Customer groups from tags and roles"
      description="A BigCommerce customer is in one group at most. Name the group for a value, and everyone who has the value gets it. Where several hold, the one that was named first counts. Leave a value blank to carry it nowhere."
    >
      <datalist id={listId}>
        {groups.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Stack>
        {listed.map((one) => (
          <Values key={one.column} judged={one} rules={rules} listId={listId} onChange={set} />
        ))}
      </Stack>
    </Panel>
  );
}

type ValuesProps = {
  judged: CheckResult['judged'][number];
  rules: GroupRule[];
  listId: string;
  onChange(column: string, value: string, group: string): void;
};

function Values({ judged: { column, values }, rules, listId, onChange }: ValuesProps) {
  const [isAll, setAll] = useState(false);
  return (
    <section>
      <H3>{column}</H3>
      <List>
        {values.slice(0, isAll ? values.length : shownAtFirst).map(({ value, count: people }) => (
          <li key={value}>
            <span>
              {value}{' '}
              <Text as="span" color="secondary60">
                ({count(people, 'row')})
              </Text>
            </span>
            <Input
              aria-label={`Group for “${value}” in ${column}`}
              placeholder="No group"
              list={listId}
              value={rules.find((rule) => rule.column === column && rule.value === value)?.group ?? ''}
              onChange={(event) => onChange(column, value, event.target.value)}
            />
          </li>
        ))}
      </List>
      {!isAll && values.length > shownAtFirst && (
        <Button variant="subtle" onClick={() => setAll(true)}>
          Show all {amount(values.length)} values
        </Button>
      )}
    </section>
  );
}

const List = styled.ul`
  display: grid;
  gap: ${({ theme }) => theme.spacing.xSmall};
  list-style: none;
  margin: 0;
  max-width: 40rem;
  padding: 0;
  li {
    align-items: center;
    display: grid;
    gap: ${({ theme }) => theme.spacing.xSmall};
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
  }
`;
