import styled from 'styled-components';
import type { StoreObject } from './format-value.tsx';

/** An address as it stands on a letter; of customers and of orders, which name their parts differently. */
export function AddressBlock({ address }: { address: StoreObject }) {
  const text = (...names: string[]): string =>
    names.map((name) => address[name] ?? '').find((one) => one !== '') as string;
  const lines = [
    [text('first_name'), text('last_name')].filter(Boolean).join(' '),
    text('company'),
    text('address1', 'street_1'),
    text('address2', 'street_2'),
    [text('postal_code', 'zip'), text('city')].filter(Boolean).join(' '),
    [text('state_or_province', 'state'), text('country', 'country_code')].filter(Boolean).join(', '),
    text('phone'),
    text('email'),
  ].filter(Boolean);
  return (
    <Lines>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its position
        <span key={index}>{line}</span>
      ))}
    </Lines>
  );
}

export function isAddress(value: unknown): value is StoreObject {
  return typeof value === 'object' && value !== null && ('address1' in value || 'street_1' in value);
}

const Lines = styled.address`
  display: grid;
  font-style: normal;
  span { overflow-wrap: anywhere; }
`;
