import { readFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';

import { backupOf, call, until, type BackupRef } from './support/api';
import { connection } from './support/connection';
import { samples } from './support/sampleBackup';
import { writeSound } from './support/soundBackup';
import { expect, test, unique } from './support/test';

let backup: BackupRef;

test.beforeAll(async () => {
  backup = await backupOf(samples.small);
});

async function openWizard(page: Page): Promise<void> {
  await page.goto(`backups/${backup.clusterId}/${backup.backupId}`);
  await page.getByRole('link', { name: 'Restore to a new cluster' }).click();
  await expect(page.getByRole('heading', { name: 'New cluster' }).first()).toBeVisible();
}

async function toReview(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name of the cluster').fill(name);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('Load state of the collections')).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('heading', { name: 'What it would do' })).toBeVisible({ timeout: 60_000 });
}

async function restoresTo(name: string): Promise<number> {
  const { clusters } = await call<{ clusters: { clusterId: string; clusterName: string }[] }>('GET', '/v2/clusters?pageSize=100');
  const { jobs } = await call<{ jobs: { clusterId: string; type: string }[] }>('GET', '/v2/jobs?type=RESTORE&pageSize=100');
  const ids = clusters.filter(({ clusterName }) => clusterName === name).map(({ clusterId }) => clusterId);
  return jobs.filter(({ clusterId }) => ids.includes(clusterId)).length;
}

test('the name is checked as it is typed', async ({ signedIn: page }) => {
  await openWizard(page);
  const name = page.getByLabel('Name of the cluster');
  await name.fill('not_allowed');
  await expect(page.getByText('Letters, digits and hyphens only.')).toBeVisible();
  await name.fill('a'.repeat(65));
  await expect(page.getByText('64 characters at most; these are 65.')).toBeVisible();
  await name.fill('');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('Enter a name.').first()).toBeVisible();
});

test('a full restore: reload in the middle, dry run, one job for a double click, the password once', async ({ signedIn: page, context }) => {
  const name = unique('full');
  await openWizard(page);
  await page.getByLabel('Name of the cluster').fill(name);
  await page.reload();
  await expect(page.getByLabel('Name of the cluster')).toHaveValue(name);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('radio', { name: 'Release' }).check();
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Release' })).toBeChecked();
  await page.getByRole('button', { name: 'Next' }).click();

  await expect(page.getByRole('heading', { name: 'What it would do' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('default.products').first()).toBeVisible();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
  await page.reload();
  await expect(page.getByRole('heading', { name: 'What it would do' })).toBeVisible({ timeout: 60_000 });
  // What was planned before the reload is found again, and not planned anew.
  expect(asked.filter((call) => call.startsWith('POST'))).toEqual([]);

  await page.getByRole('button', { name: 'Restore', exact: true }).dblclick();
  await expect(page.getByRole('heading', { name: 'The restore has started' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('db_admin')).toBeVisible();
  const password = (await page.locator('.secret').innerText()).trim();
  expect(password.length).toBeGreaterThanOrEqual(8);
  expect(await page.evaluate(() => JSON.stringify(sessionStorage) + JSON.stringify(localStorage))).not.toContain(password);

  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy the password' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(password);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`${name}-credentials.txt`);
  expect(await readFile(await download.path(), 'utf8')).toContain(`Password: ${password}`);
  expect(await restoresTo(name)).toBe(1);

  await page.getByRole('link', { name: 'See how far the restore is' }).click();
  await expect(page.getByText('Successful').first()).toBeVisible({ timeout: 120_000 });
  await page.goBack();
  await expect(page.getByText(password)).toHaveCount(0);
});

test('an answer that is lost starts nothing twice, also after a reload', async ({ signedIn: page }) => {
  const name = unique('lost');
  await openWizard(page);
  await toReview(page, name);
  // The request reaches the service, and its answer does not come back.
  await page.route('**/restoreCluster', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByText('The service cannot be reached').first()).toBeVisible();
  await page.unroute('**/restoreCluster');
  await page.reload();
  await expect(page.getByText('This restore was asked for already')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'What it would do' })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'The restore has started' })).toBeVisible({ timeout: 60_000 });
  expect(await restoresTo(name)).toBe(1);
});

test('a name that is in use is refused before anything is asked for', async ({ signedIn: page }) => {
  const name = unique('used');
  await call('POST', `/v2/clusters/${backup.clusterId}/backups/${backup.backupId}/restoreCluster`, {
    projectId: connection().projectId,
    clusterName: name,
    cuSize: 1,
    collectionStatus: 'RELEASE',
  });
  await until(() => restoresTo(name), (count) => count === 1);
  await openWizard(page);
  await page.getByLabel('Name of the cluster').fill(name);
  await expect(page.getByText('A cluster of this name is in the project already.')).toBeVisible();
});

test('a restore that opens every file says what was in them', async ({ signedIn: page }) => {
  const sound = await backupOf(await writeSound(unique('opened')));
  await page.goto(`backups/${sound.clusterId}/${sound.backupId}/restore-cluster`);
  await page.getByLabel('Name of the cluster').fill(unique('opened'));
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('radio', { name: 'Content' }).check();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('heading', { name: 'What it would do' })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await page.getByRole('link', { name: 'See how far the restore is' }).click();
  await expect(page.getByText('Successful').first()).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole('table', { name: 'Collections' })).toContainText(/opened/);
});
