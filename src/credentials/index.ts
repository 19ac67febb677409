export { defaultApiUrl, type NewCredential } from './read-credential.ts';
export { type CredentialTest, type ScopeState, type TestCredentialOptions, testCredential } from './test-credential.ts';
export {
  type Credential,
  type CredentialEntry,
  createVault,
  type Sealer,
  type Vault,
  type VaultOptions,
} from './vault.ts';
