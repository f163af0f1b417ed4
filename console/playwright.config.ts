import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

import { defineConfig } from '@playwright/test';

import { readConnection } from './e2e/support/connection';

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
process.env.REFLOAT_E2E_BROWSER = executablePath;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // The tests share one stack, and what one restores another one sees: each looks at what it made.
  workers: 2,
  fullyParallel: false,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  globalSetup: './e2e/support/globalSetup.ts',
  use: {
    // With its slash, and paths without one: the console is below /console/.
    baseURL: readConnection()?.consoleUrl ?? '',
    launchOptions: { executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] },
    actionTimeout: 60_000,
    viewport: { width: 1280, height: 900 },
    // A trace takes as long again: --trace on makes one where a failure is not clear by its screenshot.
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'e2e', testMatch: '*.spec.ts' },
    // What is measured is not disturbed by other tests.
    { name: 'measured', testMatch: '*.measured.ts', dependencies: ['e2e'], workers: 1 },
    { name: 'screenshots', testMatch: 'pages.shots.ts', timeout: 600_000 },
    { name: 'images', testMatch: 'images.shots.ts' },
  ],
});
