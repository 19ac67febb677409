import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { parser } from 'typescript-eslint';

// What n8n's scanner checks before it lists a package, warnings included. Run by a test over the sources and over what is published.
const { recommended } = n8nCommunityNodesPlugin.configs;

export default [
  {
    ...recommended,
    rules: {
      ...Object.fromEntries(Object.keys(recommended.rules).map((name) => [name, 'error'])),
      'no-console': 'error',
    },
  },
  { files: ['**/*.{ts,mts,json}'], languageOptions: { parser } },
];
