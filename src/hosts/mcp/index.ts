export { type AllowedStores, createAllowedStores } from './allowed-stores.ts';
export { createMcpServer, type McpServer } from './create-mcp-server.ts';
export { createNodeTools } from './create-node-tools.ts';
export { createImportTools, type ImportTools, type ImportToolsOptions } from './imports/create-import-tools.ts';
export { serveStdio } from './serve-stdio.ts';
export type { McpTool, ToolContext, ToolResult } from './tool.ts';
