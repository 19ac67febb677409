import { defineConfig } from 'rolldown';

// One CommonJS file each, built by itself so that they share none, with the store client and the nodes in it: n8n-workflow alone is left to n8n.
const entries = ['nodes/BigCommerce/BigCommerce.node', 'credentials/BigCommerceApi.credentials'];
const builds = entries.map((entry) => ({
  input: { [entry]: `${entry}.ts` },
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
}));

export default defineConfig(builds);
