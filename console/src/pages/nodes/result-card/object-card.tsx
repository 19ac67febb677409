import { H3, H4 } from '@bigcommerce/big-design';
import type { ReactNode } from 'react';
import styled from 'styled-components';
import type { ResultCard } from '../../../../../src/hosts/http/api-types.ts';
import { AddressBlock, isAddress } from '../../../parts/address-block.tsx';
import { money } from '../../../parts/amounts.ts';
import { Facts } from '../../../parts/facts.tsx';
import { inWords } from '../../../parts/in-words.ts';
import { Stack } from '../../../parts/page.tsx';
import { TextLink } from '../../../parts/text-link.tsx';
import { formatValue, pageOf, type StoreObject, titleOf, type ValueNames } from './format-value.tsx';
import { PartsTable } from './parts-table.tsx';

export type ObjectCardProps = {
  object: StoreObject;
  /** The fields that matter, in order. */
  fields: ResultCard['fields'];
  /** Where it stands in a result; it says what it is: `customer`, `order`. */
  kind: string;
  names?: ValueNames | undefined;
};

/** One customer, order or the like: what matters of it, its addresses, its lists, and the rest for who asks for it. */
export function ObjectCard({ object, fields, kind, names }: ObjectCardProps) {
  const named = new Set(fields.map(({ name }) => name));
  const rest = Object.entries(object).filter(([name]) => !named.has(name));
  const addresses = rest.flatMap(([name, value]) => addressesOf(name, value));
  const lists = rest.filter((entry): entry is [string, StoreObject[]] => isList(entry[1]));
  const others = rest.flatMap(([name, value]) => plainOf(name, value, object));
  const page = pageOf(kind, object.id);
  const title = titleOf(object, kind);
  return (
    <Stack>
      <H3 marginBottom="none">{page ? <TextLink to={page}>{title}</TextLink> : title}</H3>
      <Facts
        facts={fields
          .filter(({ name }) => name in object)
          .map((field) => [field.label, names?.(field.name, object[field.name]) ?? formatValue(field, object)])}
      />
      {addresses.length > 0 && (
        <Addresses>
          {addresses.map(([name, address], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an address is its position
            <div key={index}>
              <H4 marginBottom="xxSmall">{name}</H4>
              <AddressBlock address={address} />
            </div>
          ))}
        </Addresses>
      )}
      {lists.map(([name, rows]) => (
        <PartsTable key={name} title={inWords(name)} rows={rows} currency={object.currency_code} />
      ))}
      {others.length > 0 && (
        <details>
          <summary>All other fields ({others.length})</summary>
          <Others>
            <Facts facts={others} />
          </Others>
        </details>
      )}
    </Stack>
  );
}

function addressesOf(name: string, value: unknown): [string, StoreObject][] {
  if (isAddress(value)) return [[inWords(name), value]];
  if (!Array.isArray(value) || !value.every(isAddress)) return [];
  return value.map((address, index) => [value.length === 1 ? 'Address' : `Address ${index + 1}`, address]);
}

function isList(value: unknown): value is StoreObject[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((one) => isObject(one) && !isAddress(one) && !isAmount(one))
  );
}

/** What is said in a line of its own: plain values, and amounts that the API wraps. */
function plainOf(name: string, value: unknown, object: StoreObject): [string, ReactNode][] {
  if (Array.isArray(value) && value.length > 0 && value.every(isAmount))
    return [[inWords(name), value.map(({ amount }) => money(amount, undefined)).join(', ')]];
  if (value === '' || value === null || typeof value === 'object') return [];
  return [[inWords(name), formatValue({ name }, object)]];
}

function isAmount(value: unknown): value is { amount: number } {
  return isObject(value) && Object.keys(value).length === 1 && typeof value.amount === 'number';
}

function isObject(value: unknown): value is StoreObject {
  return typeof value === 'object' && value !== null;
}

const Addresses = styled.div`
  display: grid;
  gap: ${({ theme }) => theme.spacing.medium};
  grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr));
`;

const Others = styled.div`
  margin-top: ${({ theme }) => theme.spacing.small};
`;
