import styled from 'styled-components';
import { personName } from './person-name.ts';

/** An address as it stands on a letter; of customers and of orders, which name their parts differently. */
export function AddressBlock({ address }: { address: Readonly<Record<string, unknown>> }) {
  const text = (...names: string[]): string => String(names.map((name) => address[name]).find(Boolean) ?? '');
  const state = text('state_or_province', 'state');
  const lines = [
    personName(address),
    text('company'),
    text('address1', 'street_1'),
    text('address2', 'street_2'),
    [text('postal_code', 'zip'), text('city')].filter(Boolean).join(' '),
    [state === text('city') ? '' : state, text('country', 'country_code')].filter(Boolean).join(', '),
    text('phone'),
    text('email'),
    text('address_type') === 'commercial' ? 'Commercial' : '',
  ].filter(Boolean);
  if (lines.length === 0) return '–';
  return (
    <Lines>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its position
        <span key={index}>{line}</span>
      ))}
    </Lines>
  );
}

export function isAddress(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && ('address1' in value || 'street_1' in value);
}

const Lines = styled.address`
  display: grid;
  font-style: normal;
  span { overflow-wrap: anywhere; }
`;
