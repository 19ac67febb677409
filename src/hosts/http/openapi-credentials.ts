import type { JsonSchema } from '../describe-node.ts';
import { array, type Json, moment, object, ref, text } from '../json-schemas.ts';
import { failures, idParameter, jsonBody, notJson, ok, operation } from './openapi-operations.ts';

const token = { type: 'string', writeOnly: true };

const credential = object(
  {
    id: text,
    label: { type: ['string', 'null'], description: 'A name for people.' },
    store_hash: text,
    api_url: { type: 'string', format: 'uri' },
    created_at: moment,
    updated_at: moment,
  },
  ['id', 'label', 'store_hash', 'api_url', 'created_at', 'updated_at'],
);

const newCredential: JsonSchema = {
  ...object({
    id: { type: 'string', description: 'Left out, one is made of the label or the store hash.' },
    label: { type: 'string', description: 'A name for people.' },
    store_hash: {
      type: 'string',
      description:
        'The hash, the API path that BigCommerce shows (https://api.bigcommerce.com/stores/abc123/v3/), or the address of the control panel.',
    },
    access_token: token,
    pasted: {
      ...token,
      description:
        'In place of store_hash and access_token: the text file that BigCommerce downloads when an API account is made. Its client secret is not kept.',
    },
    api_url: {
      type: 'string',
      format: 'uri',
      description: 'By default https://api.bigcommerce.com, or the host of the API path.',
    },
  }),
  anyOf: [{ required: ['store_hash', 'access_token'] }, { required: ['pasted'] }],
};

const credentialChange = object({
  label: { type: ['string', 'null'], description: 'null or an empty text removes it.' },
  access_token: { ...token, description: 'Another token of the same store.' },
});

const scopeState = { type: 'string', enum: ['ok', 'missing', 'unknown'] };
const scopeDetail = object(
  {
    scope: { type: 'string', enum: ['customers', 'orders', 'information'] },
    state: { ...scopeState, description: 'ok: may be read. Whether it may be written shows at the first write.' },
    name: { type: 'string', description: 'As the control panel calls it.' },
    api_name: { type: 'string', description: 'As the API calls it.' },
    choose: { type: 'string', enum: ['modify', 'read-only'], description: 'What to choose in the control panel.' },
    needed_for: text,
    required: { type: 'boolean', description: 'Whether the credential fails its test without it.' },
  },
  ['scope', 'state', 'name', 'api_name', 'choose', 'needed_for', 'required'],
);
const credentialTest = object(
  {
    success: { type: 'boolean', description: 'Whether the credential works.' },
    ok: { type: 'boolean', description: 'The same as success.' },
    code: { type: 'string', description: 'The same as error.code.' },
    error: ref('Failure/properties/error'),
    message: text,
    scopes: object({ customers: scopeState, orders: scopeState }, ['customers', 'orders']),
    scope_details: array(scopeDetail),
    store_name: { type: 'string', description: 'Absent where the token may not ask for it.' },
    store_hash: text,
    api_url: text,
    retry_after_ms: { type: 'integer' },
  },
  ['success', 'ok', 'message', 'scopes', 'scope_details', 'store_hash', 'api_url'],
);

export const credentialSchemas: Json = { Credential: credential, CredentialTest: credentialTest };

const examples = {
  main: {
    summary: 'A store',
    value: { id: 'main', label: 'Acme Outdoor', store_hash: 'abc123', access_token: 'TOKEN' },
  },
  pasted: {
    summary: 'The text file of an API account',
    value: { pasted: 'ACCESS TOKEN: TOKEN\nAPI PATH: https://api.bigcommerce.com/stores/abc123/v3/\n' },
  },
};
const answer = object({ success: { const: true }, credential: ref('Credential'), message: text }, [
  'success',
  'credential',
  'message',
]);
const tested = ok('What was found; `success` says whether it works', ref('CredentialTest'));

export const credentialPaths: Json = {
  '/api/credentials': {
    get: operation('listCredentials', 'Credentials', 'Stored credentials, without their tokens', {
      200: ok('The credentials', object({ credentials: array(ref('Credential')) }, ['credentials'])),
    }),
    post: {
      ...operation('addCredential', 'Credentials', 'Store a credential, or give a stored one a new token', {
        201: ok('Stored', answer),
        ...failures(['invalid_params', 'too_large']),
        ...notJson,
      }),
      requestBody: jsonBody(newCredential, examples),
    },
  },
  '/api/credentials/test': {
    post: {
      ...operation('testNewCredential', 'Credentials', 'Ask the store whether a credential works, and store nothing', {
        200: tested,
        ...failures(['invalid_params', 'too_large']),
        ...notJson,
      }),
      requestBody: jsonBody(newCredential, examples),
    },
  },
  '/api/credentials/{id}': {
    patch: {
      ...operation('changeCredential', 'Credentials', 'Change the label of a credential, or replace its token', {
        200: ok('Changed', answer),
        ...failures(['invalid_params', 'too_large', 'credentials_not_found']),
        ...notJson,
      }),
      parameters: [idParameter],
      requestBody: jsonBody(credentialChange, {
        label: { summary: 'Another label', value: { label: 'Acme Outdoor, Europe' } },
        token: { summary: 'Another token of the same store', value: { access_token: 'TOKEN' } },
      }),
    },
    delete: {
      ...operation('removeCredential', 'Credentials', 'Forget a credential', {
        200: ok('Removed', object({ success: { const: true }, id: text, message: text }, ['success', 'id', 'message'])),
        ...failures(['credentials_not_found']),
      }),
      parameters: [idParameter],
    },
  },
  '/api/credentials/{id}/test': {
    post: {
      ...operation('testCredential', 'Credentials', 'Ask the store whether the credential works', {
        200: tested,
        ...failures(['credentials_not_found']),
      }),
      parameters: [idParameter],
    },
  },
};
