import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `vite` beside a Rollcall on 127.0.0.1:4321 serves the console with each change at once; its session comes from that Rollcall's link. */
const rollcall = 'http://127.0.0.1:4321';
/** Rollcall answers to its own name and takes writes from its own pages alone. */
const proxied = { target: rollcall, changeOrigin: true, headers: { origin: rollcall } };

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // The page's policy knows no data: addresses for fonts and scripts.
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
    // It comes from the same machine, or once and then from the browser's cache.
    chunkSizeWarningLimit: 2_000,
  },
  server: { host: '127.0.0.1', proxy: { '/api': proxied, '/healthz': proxied, '/openapi.json': proxied } },
});
