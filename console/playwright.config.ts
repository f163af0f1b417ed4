import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

import { defineConfig } from '@playwright/test';

import { readConnection } from './e2e/support/connection';

const preview = 'http://127.0.0.1:4173/console/';

/** Debian's Chromium, or the one that CHROMIUM names; empty where there is none. */
function chromium(): string {
  const named = process.env.CHROMIUM;
  if (named !== undefined) {
    return existsSync(named) ? named : '';
  }
  try {
    return execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

const executablePath = chromium();
const consoleUrl = readConnection()?.consoleUrl;
process.env.REFLOAT_E2E_BROWSER = executablePath;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // The tests share one stack, and what one restores another one sees.
  workers: 1,
  fullyParallel: false,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  globalSetup: './e2e/support/globalSetup.ts',
  use: {
    // With its slash, and paths without one: the console is below /console/.
    baseURL: consoleUrl ?? preview,
    launchOptions: { executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] },
    viewport: { width: 1280, height: 900 },
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'e2e', testMatch: '*.spec.ts' },
    { name: 'screenshots', testMatch: '*.shots.ts', timeout: 600_000 },
  ],
  // Where the stack serves no console, the built files are served here with the same headers.
  ...(consoleUrl === undefined && executablePath !== ''
    ? { webServer: { command: 'npx vite preview --port 4173 --strictPort --host 127.0.0.1', url: preview, reuseExistingServer: true } }
    : {}),
});
