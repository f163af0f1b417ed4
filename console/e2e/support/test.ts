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

/**
 * Chooses from a list, the first option where none is named. The list is opened where all of it can be seen: one that
 * is scrolled to for the click moves as soon as it has noticed, between the two halves of the click.
 */
export async function choose(page: Page, list: string | RegExp, option?: string): Promise<void> {
  const button = page.getByRole('button', { name: list });
  await button.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await button.click();
  await page
    .getByRole('option', option === undefined ? {} : { name: option })
    .first()
    .click();
}

/** Holds the requests to an address back until they are released, so that what a page shows meanwhile can be looked at. */
export async function held(page: Page, address: string): Promise<{ readonly release: () => void }> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(address, async (route) => {
    await released;
    await route.continue();
  });
  return { release };
}

/** A name that no other run has used on the same stack. */
export function unique(name: string): string {
  return `${name}-${randomUUID().slice(0, 8)}`;
}

export { expect };
