import type { Imports } from '../../../imports/index.ts';
import type { AllowedStores } from '../allowed-stores.ts';
import type { McpTool } from '../tool.ts';
import { checkImportTool } from './check-import-tool.ts';
import { createDriver } from './drive-imports.ts';
import { importStatusTool } from './import-status-tool.ts';
import { keepChecks } from './kept-checks.ts';
import { startImportTool } from './start-import-tool.ts';

export type ImportToolsOptions = {
  imports: Imports;
  /** Imports of other stores are not found. */
  stores: AllowedStores;
  /** The folder of `--files`; links are followed, and none leads out of it. @default no file can be read, and `path` is not offered */
  files?: string;
  /** What the answers advise; whether start_import is offered is the server's decision. @default false */
  allowWrites?: boolean;
  /** How long a caller waits for a check, which then goes on alone. Clients give up after 60 s. @default 45_000 */
  maxCheckWaitMs?: number;
  /** The time in milliseconds. @default Date.now */
  now?(): number;
  /** Takes what goes wrong while imports are driven, as a sentence. */
  log?(message: string, error?: unknown): void;
};

export type ImportTools = {
  tools: McpTool[];
  /** Ends checks, and leaves imports that run to other workers. To be called before the imports are closed. */
  close(): Promise<void>;
};

/** Checking, starting and following imports, for agents. */
export function createImportTools(options: ImportToolsOptions): ImportTools {
  const { imports, stores, files, allowWrites = false, maxCheckWaitMs = 45_000, now = Date.now, log } = options;
  const end = new AbortController();
  const checks = keepChecks(imports);
  const driver = createDriver({ imports, ...(log && { log }) });
  const common = { imports, stores, checks, driver, allowWrites, now, ...(files !== undefined && { files }) };
  return {
    tools: [
      checkImportTool({ ...common, maxCheckWaitMs, signal: end.signal }),
      startImportTool(common),
      importStatusTool(common),
    ],
    async close() {
      end.abort();
      await driver.close();
    },
  };
}
