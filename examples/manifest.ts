/**
 * The manifest: every node as JSON Schema, for whoever builds forms, checks or an integration. No store is needed, and no code is loaded.
 *
 *   npx node examples/manifest.ts
 */
import manifest from 'rollcall/manifest.json' with { type: 'json' };

for (const { action, description, params, rules, effects } of manifest.nodes) {
  const flags = Object.entries(effects).flatMap(([effect, does]) => (does ? [effect] : []));
  console.log(`${action} (${flags.join(', ')}): ${description}`);
  console.log(
    `  takes ${Object.keys(params.properties).length} parameters, needs ${params.required.join(', ') || 'none'}`,
  );
  for (const rule of rules) console.log(`  ${rule}`);
}

const retryable = manifest.error_codes.flatMap(({ code, retryable }) => (retryable ? [code] : []));
console.log(`Try again later: ${retryable.join(', ')}`);
