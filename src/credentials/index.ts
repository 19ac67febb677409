export type { Credential, CredentialEntry } from './credential.ts';
export { type CredentialChange, draftCredential, type NewCredential } from './read-credential.ts';
export { defaultApiUrl } from './read-store-address.ts';
export {
  type CredentialTest,
  type ScopeDetail,
  type ScopeState,
  type TestCredentialOptions,
  testCredential,
} from './test-credential.ts';
export { createVault, type Sealer, type Vault, type VaultOptions } from './vault.ts';
