import { type ConsoleSessionRoutesOptions, consoleSessionRoutes } from './console-session-routes.ts';
import { type CredentialRoutesOptions, credentialRoutes } from './credential-routes.ts';
import { type ExportRoutesOptions, exportRoutes } from './export-routes.ts';
import { type ImportRoutesOptions, importRoutes } from './import-routes.ts';
import { type NodeRoutesOptions, nodeRoutes } from './node-routes.ts';
import type { ApiRoute } from './route.ts';
import { type SandboxRoutesOptions, sandboxRoutes } from './sandbox-routes.ts';

export type ApiRoutesOptions = NodeRoutesOptions &
  CredentialRoutesOptions &
  ImportRoutesOptions &
  ExportRoutesOptions &
  SandboxRoutesOptions &
  ConsoleSessionRoutesOptions;

/** Every call of the API: what the app serves and openapi.json documents. */
export function apiRoutes(options: ApiRoutesOptions): ApiRoute[] {
  return [
    ...nodeRoutes(options),
    ...credentialRoutes(options),
    ...importRoutes(options),
    ...exportRoutes(options),
    ...sandboxRoutes(options),
    ...consoleSessionRoutes(options),
  ];
}
