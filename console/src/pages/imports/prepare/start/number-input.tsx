import { Input } from '@bigcommerce/big-design';
import { useState } from 'react';
import styled from 'styled-components';

export type NumberInputProps = {
  label: string;
  description?: string;
  least: number;
  most: number;
  value: number;
  onChange(value: number): void;
};

/** A whole number; while somebody types what is none, the last one holds. */
export function NumberInput({ label, description, least, most, value, onChange }: NumberInputProps) {
  const [text, setText] = useState(String(value));
  const read = (given: string): number | undefined =>
    /^\d+$/.test(given) && Number(given) >= least && Number(given) <= most ? Number(given) : undefined;
  return (
    <Short>
      <Input
        inputMode="numeric"
        label={label}
        {...(description !== undefined && { description })}
        {...(read(text) === undefined && { error: `A whole number from ${least} to ${most.toLocaleString('en')}.` })}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          const given = read(event.target.value);
          if (given !== undefined) onChange(given);
        }}
        onBlur={() => setText(String(value))}
      />
    </Short>
  );
}

const Short = styled.div`
  max-width: 22rem;
`;
