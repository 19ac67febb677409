import { Input } from '@bigcommerce/big-design';
import { useMemo, useState } from 'react';
import styled from 'styled-components';
import type { MappingTarget } from '../../../../../../src/hosts/http/api-types.ts';
import { NamedSelect } from '../../../../parts/fields/index.ts';
import { addressFields, closeTarget, entryOf, firstTarget, nowhere, type OpenTarget, openTarget } from './targets.ts';

export type TargetChoiceProps = {
  column: string;
  target: string | null;
  targets: MappingTarget[];
  /** A column of secrets goes nowhere, or is the password by the user's own choice. */
  isSecret: boolean;
  /** Nobody has said yet whether it is to be imported. */
  isUndecided: boolean;
  onChange(target: string | null): void;
};

/** Where a column goes; typing finds a target by the beginning of its name. */
export function TargetChoice({ column, target, targets, isSecret, isUndecided, onChange }: TargetChoiceProps) {
  const options = useMemo(
    () => optionsOf(isSecret ? targets.filter((one) => one.target === 'new_password') : targets),
    [targets, isSecret],
  );
  const entry = target === null ? undefined : entryOf(target, targets);
  const open = target !== null && entry?.pattern !== undefined ? openTarget(target) : undefined;
  const choose = (value: string | undefined): void => {
    // The list gives nothing where Escape was pressed on it: then all stays as it is.
    if (value === undefined) return;
    const chosen = targets.find((one) => one.target === value);
    onChange(value === nowhere || !chosen ? null : chosen.pattern ? firstTarget(chosen, column) : chosen.target);
  };
  return (
    <Choice>
      <NamedSelect
        aria-label={`Where “${column}” goes`}
        options={options}
        {...(!isUndecided && { value: entry?.target ?? target ?? nowhere })}
        placeholder="Choose"
        onOptionChange={choose}
        maxHeight={320}
      />
      {open?.kind === 'entry' && <EntryName key={open.prefix} column={column} open={open} onChange={onChange} />}
      {open?.kind === 'address' && <AddressPlace column={column} open={open} targets={targets} onChange={onChange} />}
    </Choice>
  );
}

function EntryName({
  column,
  open,
  onChange,
}: {
  column: string;
  open: OpenTarget & { kind: 'entry' };
  onChange(target: string): void;
}) {
  const [name, setName] = useState(open.name);
  const isMissing = name.trim() === '';
  return (
    <Input
      aria-label={`Name of the ${open.prefix === 'attributes' ? 'attribute' : 'form field'} for “${column}”`}
      placeholder="Its name in the store"
      value={name}
      {...(isMissing && { error: 'Type its name in the store.' })}
      onChange={(event) => {
        setName(event.target.value);
        if (event.target.value.trim() !== '') onChange(closeTarget({ ...open, name: event.target.value }));
      }}
    />
  );
}

function AddressPlace({
  column,
  open,
  targets,
  onChange,
}: {
  column: string;
  open: OpenTarget & { kind: 'address' };
  targets: MappingTarget[];
  onChange(target: string): void;
}) {
  const numbers = [2, 3, 4, 5, 6, 7, 8, 9, 10];
  return (
    <Two>
      <NamedSelect
        aria-label={`Which address “${column}” is of`}
        filterable={false}
        options={[...new Set([...numbers, open.number])].map((number) => ({
          value: number,
          content: `Address ${number}`,
        }))}
        value={open.number}
        onOptionChange={(number) => number !== undefined && onChange(closeTarget({ ...open, number }))}
      />
      <NamedSelect
        aria-label={`What of the address “${column}” is`}
        options={addressFields(targets).map(({ field, title }) => ({ value: field, content: title }))}
        value={open.field}
        onOptionChange={(field) => field !== undefined && onChange(closeTarget({ ...open, field }))}
      />
    </Two>
  );
}

function optionsOf(targets: MappingTarget[]) {
  const groups = new Map<string, { value: string; content: string; description?: string }[]>([
    ['Not imported', [{ value: nowhere, content: 'Do not import' }]],
  ]);
  for (const { target, title, group } of targets) {
    if (target === null) continue;
    const listed = groups.get(group) ?? [];
    listed.push({ value: target, content: title });
    groups.set(group, listed);
  }
  return [...groups].map(([label, options]) => ({ label, options }));
}

const Choice = styled.div`
  display: grid;
  gap: ${({ theme }) => theme.spacing.xxSmall};
`;

const Two = styled.div`
  display: grid;
  gap: ${({ theme }) => theme.spacing.xxSmall};
  grid-template-columns: 1fr 1fr;
`;
