import type { Locator, Page } from '@playwright/test';

import { backupOf } from './support/api';
import { connection } from './support/connection';
import { samples } from './support/sampleBackup';
import { expect, test, unique } from './support/test';

/** More than any page has to be tabbed through. */
const mostPresses = 120;

/** Moves the focus with the Tab key alone, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let pressed = 0; pressed < mostPresses; pressed++) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`${String(target)} cannot be reached with the Tab key.`);
}

async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

test('a backup can be reached and its check be run by keyboard alone', async ({ page }) => {
  await page.goto('');
  await tabTo(page, page.getByLabel('API key'));
  await page.keyboard.type(connection().apiKey);
  await page.keyboard.press('Enter');
  await press(page, page.getByRole('table', { name: 'Backups' }).getByRole('link').first());
  await press(page, page.getByRole('button', { name: 'Check the backup' }));
  await expect(page.getByText(/no problem|problems? in/)).toBeVisible({ timeout: 60_000 });
});

test('a cluster is restored and its job looked at by keyboard alone', async ({ signedIn: page }) => {
  const backup = await backupOf(samples.small);
  const next = page.getByRole('button', { name: 'Next' });
  await page.goto(`backups/${backup.clusterId}/${backup.backupId}`);
  await press(page, page.getByRole('link', { name: 'Restore to a new cluster' }));
  await tabTo(page, page.getByLabel('Name of the cluster'));
  await page.keyboard.type(unique('typed'));
  await press(page, next);

  await tabTo(page, page.getByRole('radio', { name: 'Keep' }));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Release' })).toBeChecked();
  await press(page, next);

  await expect(page.getByRole('heading', { name: 'What it would do' })).toBeVisible({ timeout: 60_000 });
  await press(page, page.getByRole('button', { name: 'Restore', exact: true }));
  await expect(page.getByRole('heading', { name: 'The restore has started' })).toBeVisible({ timeout: 60_000 });
  await tabTo(page, page.getByRole('button', { name: 'Copy the password' }));
  await press(page, page.getByRole('link', { name: 'See how far the restore is' }));
  await expect(page.getByText('Successful').first()).toBeVisible({ timeout: 120_000 });
});

test('a dialog has the focus, keeps it and gives it back', async ({ signedIn: page }) => {
  await page.goto('account');
  const create = page.getByRole('button', { name: 'Create project' });
  await press(page, create);
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  for (let pressed = 0; pressed < 8; pressed++) {
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(create).toBeFocused();
});
