// Checks the package as n8n's scanner does: sources, package.json and what is published. Prints each problem; none is the only good result.
import { createRequire, registerHooks } from 'node:module';
import { relative } from 'node:path';

// The linter works with TypeScript's API, which TypeScript 7 of the workspace's root has no more.
const { resolve } = createRequire(import.meta.url);
const typescript = new URL(`file://${resolve('typescript')}`).href;
registerHooks({
  resolve: (name, context, next) =>
    name === 'typescript' ? { url: typescript, shortCircuit: true } : next(name, context),
});

const { ESLint } = await import('eslint');
const eslint = new ESLint({ cwd: import.meta.dirname, allowInlineConfig: false });
const results = await eslint.lintFiles([
  'package.json',
  '{nodes,credentials}/**/*.{ts,mts,json}',
  'dist/**/*.{js,json}',
]);
for (const { filePath, messages } of results)
  for (const { line, ruleId, message } of messages)
    console.log(`${relative(import.meta.dirname, filePath)}:${line} ${ruleId}: ${message}`);
console.error(`${results.length} files checked`);
