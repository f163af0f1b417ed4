import { randomUUID } from 'node:crypto';

import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';

import { connection } from './connection';

/** Tests that are skipped, and say so, where there is no browser to run them in. */
export const test = base.extend<{ signedIn: Page }>({
  signedIn: async ({ page }, use) => {
    await keepSignedIn(page);
    await page.goto('');
    await settled(page);
    await use(page);
  },
});

/** The owner has signed in before; how one signs in has tests of its own. */
async function keepSignedIn(page: Page): Promise<void> {
  await page.addInitScript((key) => sessionStorage.setItem('refloat.key', key), connection().apiKey);
}

/** Another tab of the owner. */
export async function signedInTab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await keepSignedIn(page);
  return page;
}

/** Waits until a page shows what it is about. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.getByText(/^Loading/)).toHaveCount(0);
}

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
  return `${name}-${randomUUID().slice(0, 8)}`;
}

export { expect };
