import type { IAuthenticateGeneric, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

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
      description: 'The code in the API path: abc123 of https://api.bigcommerce.com/stores/abc123/v3/',
    },
    {
      displayName: 'Access Token',
      name: 'accessToken',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      description:
        'Of a store-level API account (Settings > API) with the scopes Customers: modify and, for orders, Orders: modify',
    },
    {
      displayName: 'API URL',
      name: 'apiUrl',
      type: 'string',
      default: 'https://api.bigcommerce.com',
      description: 'Only another one for a sandbox or a proxy',
    },
  ];

  authenticate: IAuthenticateGeneric = {
    type: 'generic',
    properties: { headers: { 'X-Auth-Token': '={{$credentials.accessToken}}' } },
  };

  // Customers are the scope that a token for this node always has; GET /v2/store would need one more.
  test: ICredentialTestRequest = {
    request: {
      baseURL: '={{($credentials.apiUrl || "https://api.bigcommerce.com").replace(/\\/+$/, "")}}',
      url: '=/stores/{{$credentials.storeHash}}/v3/customers',
      qs: { limit: 1 },
      headers: { Accept: 'application/json' },
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
          message: 'No store answers under this hash. It stands in the API path of the API account.',
        },
      },
    ],
  };
}
