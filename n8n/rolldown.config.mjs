import { defineConfig } from 'rolldown';

// One CommonJS file each, with the store client and the nodes in it: n8n-workflow alone is left to n8n.
export default defineConfig({
  input: {
    'nodes/BigCommerce/BigCommerce.node': 'nodes/BigCommerce/BigCommerce.node.ts',
    'credentials/BigCommerceApi.credentials': 'credentials/BigCommerceApi.credentials.ts',
  },
  platform: 'neutral',
  external: ['n8n-workflow'],
  resolve: { mainFields: ['module', 'main'] },
  logLevel: 'warn',
  // A package that is not found would become one that n8n has to install.
  onLog(level, log, handle) {
    if (level === 'warn') throw new Error(log.message);
    handle(level, log);
  },
  output: { format: 'cjs', entryFileNames: '[name].js' },
});
