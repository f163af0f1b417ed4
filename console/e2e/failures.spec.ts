import { backupOf, readOnlyKey } from './support/api';
import { samples } from './support/sampleBackup';
import { expect, signIn, test, unique } from './support/test';

test('a caller without rights is told so, by the buttons and by the service', async ({ page }) => {
  const backup = await backupOf(samples.small);
  const { apiKey } = await readOnlyKey();
  await signIn(page, apiKey);
  await expect(page.getByRole('link', { name: 'Access' })).toHaveCount(0);
  await page.goto(`backups/${backup.clusterId}/${backup.backupId}`);
  const restore = page.getByText('Restore to a new cluster');
  await expect(restore).toBeVisible();
  await expect(page.getByRole('link', { name: 'Restore to a new cluster' })).toHaveAttribute('aria-disabled', 'true');

  await page.goto(`backups/${backup.clusterId}/${backup.backupId}/restore-cluster`);
  await page.getByLabel('Name of the cluster').fill(unique('barred'));
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('Your key may not do this')).toBeVisible();
  await expect(page.getByText(/Code 9601[35]/)).toBeVisible();
});

test('a failure of the network keeps what was read, and passes', async ({ signedIn: page, context }) => {
  await expect(page.getByText(samples.small.name)).toBeVisible();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText('The service cannot be reached').first()).toBeVisible();
  await expect(page.getByText(samples.small.name)).toBeVisible();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('The service cannot be reached')).toHaveCount(0);
});

test('a failure of the network before anything was read can be tried again', async ({ signedIn: page, context }) => {
  const menu = page.getByRole('navigation', { name: 'Side navigation' });
  await menu.getByRole('link', { name: 'Jobs' }).click();
  await expect(page.getByRole('table', { name: 'Jobs' })).toBeVisible();
  await menu.getByRole('link', { name: 'Backups' }).click();
  await expect(page.getByText(samples.small.name)).toBeVisible();
  await context.setOffline(true);
  await menu.getByRole('link', { name: 'Jobs' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Jobs' })).toBeVisible();
  await expect(page.getByText('The service cannot be reached').first()).toBeVisible();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await expect(page.getByText('The service cannot be reached')).toHaveCount(0);
});

test('too many requests are waited for', async ({ signedIn: page }) => {
  let refused = 0;
  await page.route('**/v2/jobs?*', async (route) => {
    refused += 1;
    await (refused > 2
      ? route.continue()
      : route.fulfill({ status: 429, contentType: 'application/json', body: '{"message":"Too Many Requests"}' }));
  });
  await page.goto('jobs');
  await expect(page.getByRole('table', { name: 'Jobs' })).toBeVisible();
  await expect.poll(() => refused).toBeGreaterThan(2);
  await expect(page.getByText('There are too many requests')).toHaveCount(0);
});

test('what does not exist is said', async ({ signedIn: page }) => {
  await page.goto('jobs/job-00000000000000000000');
  await expect(page.getByText('There is no such thing')).toBeVisible();
  await expect(page.getByText('Code 96026')).toBeVisible();
  await page.goto('nowhere');
  await expect(page.getByText('There is no such page')).toBeVisible();
});

test('nothing on a page breaks its content security policy', async ({ signedIn: page }) => {
  const broken: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) {
      broken.push(message.text());
    }
  });
  for (const path of ['backups', 'jobs', 'clusters', 'triggers/create', 'access', 'account']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  }
  expect(broken).toEqual([]);
});
