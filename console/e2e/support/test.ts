import { expect, test as base, type Page } from '@playwright/test';

import { connection } from './connection';

/** Tests that are skipped, and say so, where there is no browser to run them in. */
export const test = base.extend<{ signedIn: Page }>({
  signedIn: async ({ page }, use) => {
    await signIn(page);
    await use(page);
  },
});

test.beforeEach(() => {
  test.skip(process.env.REFLOAT_E2E_BROWSER === '', 'There is no Chromium.');
});

/** Signs in by the form, as people do. */
export async function signIn(page: Page, key = connection().apiKey): Promise<void> {
  await page.goto('');
  await page.getByLabel('API key').fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Backups' })).toBeVisible();
}

/** A name that no other run has used on the same stack. */
export function unique(name: string): string {
  return `${name}-${Date.now().toString(36)}`;
}

export { expect };
