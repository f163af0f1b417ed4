import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { backupOf } from './support/api';
import { connection } from './support/connection';
import { everyPage } from './support/pages';
import { samples } from './support/sampleBackup';
import { expect, test, unique } from './support/test';

const mostMilliseconds = 2_000;

async function seriousViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.getByText(/^Loading/)).toHaveCount(0);
}

for (const scheme of ['light', 'dark'] as const) {
  test(`no page has a serious violation of accessibility, ${scheme}`, async ({ signedIn: page }) => {
    test.setTimeout(600_000);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    const found: Record<string, string[]> = {};
    for (const [name, path] of Object.entries(await everyPage())) {
      await page.goto(path);
      await settled(page);
      const violations = await seriousViolations(page);
      if (violations.length > 0) {
        found[name] = violations;
      }
    }
    expect(found).toEqual({});
  });
}

test('no step of a restore has a serious violation of accessibility, nor has a dialog', async ({ signedIn: page }) => {
  const { backupId, clusterId } = await backupOf(samples.small);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`backups/${clusterId}/${backupId}/restore-cluster`);
  await page.getByLabel('Name of the cluster').fill(unique('seen'));
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('Load state of the collections')).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('heading', { name: 'What it would do' })).toBeVisible({ timeout: 60_000 });
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'The restore has started' })).toBeVisible({ timeout: 60_000 });
  expect(await seriousViolations(page)).toEqual([]);

  await page.goto(`backups/${clusterId}/${backupId}/restore-collections`);
  await page.getByRole('button', { name: 'Choose all' }).click();
  expect(await seriousViolations(page)).toEqual([]);
  await page.goto('account');
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
});

test('the sign-in page has no serious violation of accessibility', async ({ page }) => {
  await page.goto('');
  await expect(page.getByLabel('API key')).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
});

test('the console is interactive within two seconds', async ({ page }) => {
  // Once before: what is measured is not how fast the stack reads files for the first time.
  await page.goto('');
  await expect(page.getByLabel('API key')).toBeVisible();
  const begun = Date.now();
  await page.goto('');
  await page.getByLabel('API key').fill(connection().apiKey);
  expect(Date.now() - begun).toBeLessThan(mostMilliseconds);
});

test('a backup can be reached and its check be run by keyboard alone', async ({ page }) => {
  await page.goto('');
  await page.getByLabel('API key').focus();
  await page.keyboard.type(connection().apiKey);
  await page.keyboard.press('Enter');
  const link = page.getByRole('table', { name: 'Backups' }).getByRole('link').first();
  await expect(link).toBeVisible();
  await tabTo(page, link);
  await page.keyboard.press('Enter');
  const check = page.getByRole('button', { name: 'Check the backup' });
  await expect(check).toBeVisible();
  await tabTo(page, check);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/no problem|problems? in/)).toBeVisible({ timeout: 60_000 });
});

async function tabTo(page: Page, target: ReturnType<Page['getByRole']>): Promise<void> {
  for (let pressed = 0; pressed < 80; pressed++) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error('It cannot be reached with the Tab key.');
}

test('the theme is switched, and kept', async ({ signedIn: page }) => {
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Dark' }).click();
  await expect(page.locator('body')).toHaveClass(/awsui-dark-mode/);
  await page.reload();
  await expect(page.locator('body')).toHaveClass(/awsui-dark-mode/);
});
