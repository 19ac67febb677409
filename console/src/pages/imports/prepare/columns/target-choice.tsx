import { Input } from '@bigcommerce/big-design';
import { useMemo, useState } from 'react';
import styled from 'styled-components';
import type { MappingTarget } from '../../../../../../src/hosts/http/api-types.ts';
import { NativeSelect } from '../../../../parts/fields/index.ts';
import { TargetFinder } from './target-finder.tsx';
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

/** Where a column goes; of an open-ended target also which one of its kind. */
export function TargetChoice({ column, target, targets, isSecret, isUndecided, onChange }: TargetChoiceProps) {
  const offered = useMemo(
    () => (isSecret ? targets.filter((one) => one.target === null || one.target === 'new_password') : targets),
    [targets, isSecret],
  );
  const entry = target === null ? undefined : entryOf(target, targets);
  const open = target !== null && entry?.pattern !== undefined ? openTarget(target) : undefined;
  const choose = (value: string): void => {
    const chosen = targets.find((one) => one.target === value);
    onChange(value === nowhere || !chosen ? null : chosen.pattern ? firstTarget(chosen, column) : chosen.target);
  };
  return (
    <Choice>
      <TargetFinder
        label={`Where “${column}” goes`}
        targets={offered}
        value={isUndecided ? undefined : (entry?.target ?? target ?? nowhere)}
        onChange={choose}
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
      <NativeSelect
        aria-label={`Which address “${column}” is of`}
        value={open.number}
        onChange={(event) => onChange(closeTarget({ ...open, number: Number(event.target.value) }))}
      >
        {[...new Set([...numbers, open.number])].map((number) => (
          <option key={number} value={number}>
            Address {number}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        aria-label={`What of the address “${column}” is`}
        value={open.field}
        onChange={(event) => onChange(closeTarget({ ...open, field: event.target.value }))}
      >
        {addressFields(targets).map(({ field, title }) => (
          <option key={field} value={field}>
            {title}
          </option>
        ))}
      </NativeSelect>
    </Two>
  );
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
