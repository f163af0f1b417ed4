import { readFileSync } from 'node:fs';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Address of the API behind `npm run dev`: of the stack whose connection.json is named. */
function apiUrl(): string {
  const file = process.env.REFLOAT_CONNECTION;
  if (file === undefined) {
    return 'http://localhost:8080';
  }
  const connection = JSON.parse(readFileSync(file, 'utf8')) as { apiUrl: string };
  return connection.apiUrl;
}

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  build: {
    target: 'es2022',
    // A file that is inlined would need data: where the policy has only 'self'.
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
  },
  server: { proxy: { '/v2': { target: apiUrl(), changeOrigin: true } } },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
