import { backupOf, call, restoredCluster, until, type BackupRef } from './support/api';
import { samples } from './support/sampleBackup';
import { choose, expect, test, unique } from './support/test';

let backup: BackupRef;
let clusterId: string;
let clusterName: string;

test.beforeAll(async () => {
  backup = await backupOf(samples.small);
  clusterName = unique('target');
  clusterId = await restoredCluster(backup, clusterName);
});

test('a partial restore: tree, rename, another database, load state, conflicts before they happen', async ({ signedIn: page }) => {
  await page.goto(`backups/${backup.clusterId}/${backup.backupId}`);
  await page.getByRole('link', { name: 'Restore collections' }).click();
  const next = page.getByRole('button', { name: 'Next' });
  await next.click();
  await expect(page.getByText('Choose a collection at least.', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Choose all' }).click();
  await expect(page.getByText('(3 chosen)')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Collection default.articles' }).uncheck();
  await expect(page.getByText('(2 chosen)')).toBeVisible();
  await page.getByLabel('Database in the cluster for media').fill('archive');
  await page.getByLabel('New name of media.images').fill('9 images');
  await expect(page.getByText('A letter or underscore, then').first()).toBeVisible();
  await page.getByLabel('New name of media.images').fill('old_images');
  await choose(page, 'Load state of media.images', 'Released');

  await page.reload();
  await expect(page.getByLabel('New name of media.images')).toHaveValue('old_images');
  await next.click();
  await choose(page, /Cluster to restore into/, clusterName);
  await next.click();

  // default.products is in the cluster, and the policy is to fail.
  await expect(page.getByText('The restore would be refused').first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Code 96105')).toBeVisible();
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByText('The dry run found a problem.').first()).toBeVisible();

  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('radio', { name: 'Skip' }).first().check();
  await next.click();
  await expect(page.getByText('Exists: it stays, this one is skipped')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Restore', exact: true }).dblclick();

  await expect(page.getByRole('heading', { level: 1, name: /^Restore of backup/ })).toBeVisible();
  await expect(page.getByText('Successful').first()).toBeVisible({ timeout: 120_000 });
  const jobs = await call<{ jobs: { clusterId: string }[] }>('GET', `/v2/jobs?type=RESTORE&clusterId=${clusterId}&pageSize=100`);
  // The one that made the cluster, and this one.
  expect(jobs.jobs).toHaveLength(2);
  const { collections } = await call<{ collections: { dbName: string; collectionName: string; loadState: string }[] }>(
    'GET',
    `/v2/clusters/${clusterId}/collections`,
  );
  expect(collections.find(({ dbName }) => dbName === 'archive')).toMatchObject({ collectionName: 'old_images', loadState: 'UNLOADED' });
});

test('ids of the catalogue keep all their digits, and a cluster is dropped only once its name is typed', async ({ signedIn: page }) => {
  const { collections } = await call<{ collections: { collectionName: string; collectionId: string }[] }>(
    'GET',
    `/v2/clusters/${clusterId}/collections`,
  );
  const products = collections.find(({ collectionName }) => collectionName === 'products');
  await page.goto(`clusters/${clusterId}`);
  await page.getByRole('button', { name: 'products', exact: true }).click();
  await expect(page.getByText(products?.collectionId ?? 'no id', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Drop', exact: true }).click();
  const drop = page.getByRole('button', { name: 'Drop cluster' });
  await expect(drop).toBeDisabled();
  await page.getByLabel(`To confirm, type ${clusterName}`).fill(clusterName);
  await drop.click();
  await until(
    () => call<{ clusters: { clusterId: string; status: string }[] }>('GET', '/v2/clusters?pageSize=100'),
    ({ clusters }) => clusters.every((one) => one.clusterId !== clusterId || one.status === 'DELETING'),
  );
  await expect(page.getByText('Deleting').first()).toBeVisible();
});
