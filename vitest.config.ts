import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'bench/**/*.test.ts', 'n8n/test/**/*.test.ts'],
    // Beyond what any test takes on a busy machine: only what hangs meets it.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    // A page may be slow on a busy machine.
    expect: { poll: { timeout: 60_000 } },
  },
});
