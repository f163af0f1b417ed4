import { readFileSync } from 'node:fs';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** What the page may load: the policy that serves the built files, so that a preview fails where production would. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Address of the API behind `npm run dev` and `npm run preview`: of the stack whose connection.json is named. */
function apiUrl(): string {
  const file = process.env.REFLOAT_CONNECTION;
  if (file === undefined) {
    return 'http://localhost:8080';
  }
  const connection = JSON.parse(readFileSync(file, 'utf8')) as { apiUrl: string };
  return connection.apiUrl;
}

const proxy = { '/v2': { target: apiUrl(), changeOrigin: true } };

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
  server: { proxy },
  preview: { proxy, headers: { 'Content-Security-Policy': contentSecurityPolicy } },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
