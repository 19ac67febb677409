/** A stored credential without its token, as every surface shows it. */
export type CredentialEntry = {
  id: string;
  label: string | null;
  store_hash: string;
  api_url: string;
  created_at: Date;
  updated_at: Date;
};

/** What `connect` takes. The token is not enumerable: it is in no JSON, no log of the object and no spread copy. */
export type Credential = {
  id: string;
  label: string | null;
  storeHash: string;
  apiUrl: string;
  readonly accessToken: string;
};

export function hideToken(credential: Omit<Credential, 'accessToken'>, accessToken: string): Credential {
  return Object.defineProperty({ ...credential }, 'accessToken', { value: accessToken }) as Credential;
}
