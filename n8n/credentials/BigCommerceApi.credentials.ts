import type { IAuthenticate, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { readApiUrl } from '../nodes/BigCommerce/read-api-url.ts';

export class BigCommerceApi implements ICredentialType {
  name = 'bigCommerceApi';

  displayName = 'BigCommerce API';

  icon = {
    light: 'file:../nodes/BigCommerce/bigcommerce.svg',
    dark: 'file:../nodes/BigCommerce/bigcommerce.dark.svg',
  } as const;

  documentationUrl = 'https://developer.bigcommerce.com/docs/start/authentication/api-accounts';

  properties: INodeProperties[] = [
    {
      displayName: 'Store Hash',
      name: 'storeHash',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'abc123',
      description:
        'The code in the API path: abc123 of https://api.bigcommerce.com/stores/abc123/v3/. The whole path will do.',
    },
    {
      displayName: 'Access Token',
      name: 'accessToken',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      description:
        'Of a store-level API account (Settings > API > Store-level API accounts) with the scopes Customers: modify and, for orders, Orders: modify. Deleting customers needs Orders: read-only, too.',
    },
    {
      displayName: 'API URL',
      name: 'apiUrl',
      type: 'string',
      default: 'https://api.bigcommerce.com',
      description:
        'Only another one for a sandbox or a proxy. It begins with https://; plain http is for this machine only. The token is sent nowhere else.',
    },
  ];

  // A function can refuse: the token goes to the API URL alone, whichever node sends it, and never over plain http to another machine.
  authenticate: IAuthenticate = async (credentials, request) => {
    const { origin } = new URL(readApiUrl(String(credentials.apiUrl ?? '')));
    const { url, uri, baseURL } = request as { url?: string; uri?: string; baseURL?: string };
    const target = new URL(url ?? uri ?? '', baseURL);
    if (target.origin !== origin)
      throw new Error(`The access token of this credential is for ${origin}, and is not sent to ${target.origin}.`);
    const token = String(credentials.accessToken ?? '').trim();
    return { ...request, headers: { ...request.headers, 'X-Auth-Token': token } };
  };

  // Customers are the scope that a token for this node always has; GET /v2/store would need one more.
  test: ICredentialTestRequest = {
    request: {
      baseURL: '={{(($credentials.apiUrl || "").trim() || "https://api.bigcommerce.com").replace(/\\/+$/, "")}}',
      url: '=/stores/{{($credentials.storeHash || "").trim().replace(/^.*stores\\//, "").replace(/\\/.*$/, "")}}/v3/customers',
      qs: { limit: 1 },
      headers: { Accept: 'application/json' },
      disableFollowRedirect: true,
    },
    rules: [
      {
        type: 'responseCode',
        properties: {
          value: 401,
          message:
            'BigCommerce refuses the access token for this store hash. Create a store-level API account in that store and enter its token.',
        },
      },
      {
        type: 'responseCode',
        properties: {
          value: 403,
          message: 'The access token lacks the scope Customers. Give the API account Customers: modify.',
        },
      },
      {
        type: 'responseCode',
        properties: {
          value: 404,
          message:
            'No store answers under this hash. It stands in the API path of the API account. If it is right, the API URL is not.',
        },
      },
    ],
  };
}
