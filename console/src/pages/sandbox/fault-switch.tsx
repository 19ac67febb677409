import { Switch, Text } from '@bigcommerce/big-design';
import { useId } from 'react';
import styled from 'styled-components';
import type { SandboxFault, SandboxFaultKind } from '../../../../src/hosts/http/api-types.ts';
import { ChoiceField } from '../../parts/fields/index.ts';
import { type Often, oftenChoices, takesQuota } from './fault-choice.ts';

export type FaultSwitchProps = {
  kind: SandboxFaultKind;
  /** Undefined while it is off. */
  fault: SandboxFault | undefined;
  often: Often;
  /** What came of it so far, in a sentence; undefined where nothing did. */
  met: string | undefined;
  onSwitch(isOn: boolean): void;
  onOften(often: Often): void;
};

/** One kind of fault: what it does, what Rollcall does about it, and how often it happens. */
export function FaultSwitch({ kind, fault, often, met, onSwitch, onOften }: FaultSwitchProps) {
  const id = useId();
  const about = fault?.match !== undefined && fault.match !== '*' ? fault.match.replace(/\$$/, '') : undefined;
  return (
    <Row role="group" aria-label={kind.title} $on={fault !== undefined}>
      <Switch
        id={id}
        role="switch"
        aria-labelledby={`${id}-title`}
        checked={fault !== undefined}
        aria-describedby={`${id}-about`}
        onChange={(event) => onSwitch(event.target.checked)}
      />
      <div>
        <label id={`${id}-title`} htmlFor={id}>
          {kind.title}
        </label>
        <div id={`${id}-about`}>
          <Text marginBottom="none">{kind.effect}</Text>
          {kind.handling && (
            <Text marginBottom="none" color="secondary60">
              {kind.handling}
            </Text>
          )}
        </div>
        {(fault || met) && (
          <Text marginBottom="none">
            {met ?? 'It has hit no request yet.'}
            {about !== undefined && ` Only for ${about}.`}
          </Text>
        )}
      </div>
      <ChoiceField
        label={takesQuota(kind) ? 'How much' : 'How often'}
        value={often}
        options={oftenChoices(kind, often)}
        onChange={onOften}
      />
    </Row>
  );
}

const Row = styled.div<{ $on: boolean }>`
  align-items: start;
  border-inline-start: 4px solid ${({ theme, $on }) => ($on ? theme.colors.primary : theme.colors.secondary20)};
  column-gap: ${({ theme }) => theme.spacing.medium};
  display: grid;
  grid-template-columns: 3rem minmax(0, 1fr) 14rem;
  padding-inline-start: ${({ theme }) => theme.spacing.medium};
  row-gap: ${({ theme }) => theme.spacing.xSmall};
  & > div:first-child { padding-top: 0.375rem; }
  label { cursor: pointer; font-weight: ${({ theme }) => theme.typography.fontWeight.semiBold}; }
  input:focus-visible + label {
    outline: 2px solid ${({ theme }) => theme.colors.primary};
    outline-offset: 8px;
  }
  @media (max-width: 720px) {
    grid-template-columns: 3rem minmax(0, 1fr);
    & > :last-child { grid-column: 2; }
  }
`;
