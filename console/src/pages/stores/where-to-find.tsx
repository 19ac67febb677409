import { H3 } from '@bigcommerce/big-design';
import styled from 'styled-components';

/** Where BigCommerce gives out what is asked for. */
export function WhereToFind() {
  return (
    <Place>
      <H3>Where to find this in BigCommerce</H3>
      <ol>
        <li>
          In the control panel of your store, open <strong>Settings › API › Store-level API accounts</strong> and choose{' '}
          <strong>Create API account</strong>.
        </li>
        <li>
          Give it a name, for example Rollcall, and choose these OAuth scopes: <strong>Customers: modify</strong>,{' '}
          <strong>Orders: modify</strong>, <strong>Information &amp; settings: read-only</strong>. Leave the others at
          none.
        </li>
        <li>
          Save. BigCommerce shows the API path and the access token once, and downloads them as a text file. That file
          is all that you need here.
        </li>
      </ol>
    </Place>
  );
}

const Place = styled.div`
  ol {
    display: grid;
    gap: ${({ theme }) => theme.spacing.xSmall};
    margin: 0;
    padding-left: 1.25rem;
  }
`;
