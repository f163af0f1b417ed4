import type { Locator, Page } from '@playwright/test';

import { call, until } from './support/api';
import { connection } from './support/connection';
import { samples, writeSample } from './support/sampleBackup';
import { soundCluster, writeSound } from './support/soundBackup';
import { choose, expect, signIn, test, unique } from './support/test';

/** Fills the fields that every trigger has. */
async function fillTrigger(page: Page, name: string, clusterId: string): Promise<void> {
  await page.goto('triggers/create');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await choose(page, /^Project/);
  await page.getByLabel('Cluster that is backed up').fill(clusterId);
}

interface Drill {
  readonly triggerName: string;
  readonly status: string;
  readonly objects: number;
  readonly findings: readonly string[];
}

async function drillOf(triggerName: string): Promise<Drill> {
  const ended = (drill: Drill) => drill.triggerName === triggerName && drill.status !== 'RUNNING';
  const { drills } = await until(() => call<{ drills: Drill[] }>('GET', '/v2/drills?pageSize=100'), (read) => read.drills.some(ended));
  const found = drills.find(ended);
  if (found === undefined) {
    throw new Error(`There is no drill of ${triggerName}.`);
  }
  return found;
}

async function openReport(page: Page, triggerName: string): Promise<Locator> {
  await page.goto('drills');
  const row = page.getByRole('row').filter({ hasText: triggerName });
  await row.getByRole('button', { name: /^Report of the drill/ }).click();
  const report = page.getByRole('dialog');
  await expect(report.getByText('Files opened')).toBeVisible();
  return report;
}

test('a trigger by schedule is made, seen and deleted', async ({ signedIn: page }) => {
  const name = unique('nightly');
  await page.goto('triggers');
  await page.getByRole('button', { name: 'Create trigger' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Create a trigger' })).toBeVisible();
  await page.getByRole('button', { name: 'Create trigger' }).click();
  await expect(page.getByText('Choose a project.', { exact: true })).toBeVisible();

  await fillTrigger(page, name, samples.small.clusterId);
  await page.getByRole('radio', { name: 'A schedule' }).check();
  await page.getByLabel('Schedule', { exact: true }).fill('cron(0 3 1 1 ? *)');
  await page.getByRole('button', { name: 'Create trigger' }).click();
  // It makes clusters, of which the password is told once.
  await expect(page.getByText('This is the only time that the password is shown')).toBeVisible();
  await page.getByRole('link', { name: 'Go to the trigger' }).click();
  await expect(page.getByText('cron(0 3 1 1 ? *), UTC')).toBeVisible();

  await page.goto('triggers');
  await page.getByRole('link', { name }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText(`Trigger ${name} was deleted.`).first()).toBeVisible();
});

test('a drill of a sound backup has passed, and its report says what was opened', async ({ signedIn: page }) => {
  const name = unique('sound');
  await fillTrigger(page, name, soundCluster);
  await page.getByRole('radio', { name: 'Whole cluster' }).check();
  await page.getByLabel('Name of the backup').fill(name);
  await page.getByRole('radio', { name: 'A drill' }).check();
  await page.getByRole('button', { name: 'Create trigger' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Trigger ${name}` })).toBeVisible();
  await expect(page.getByText(`A backup of all of ${soundCluster}, named ${name}`)).toBeVisible();

  await writeSound(name);
  const { status, objects } = await drillOf(name);
  expect(status).toBe('PASSED');
  const report = await openReport(page, name);
  await expect(report.getByText('Passed', { exact: true })).toBeVisible();
  await expect(report.getByText('What was wrong')).toHaveCount(0);
  expect(objects).toBeGreaterThan(100);
  await expect(report.getByText(new RegExp(`^${objects}, `))).toBeVisible();
});

test('a drill of a backup whose files are none has failed, and its report names them', async ({ signedIn: page }) => {
  const name = unique('broken');
  const broken = { ...samples.small, clusterId: 'in01-consolebroken', name };
  await call('POST', '/v2/restoreTriggers', {
    name,
    projectId: connection().projectId,
    drill: true,
    when: { backupAvailable: { clusterId: broken.clusterId, namePattern: name } },
    restore: { cuSize: 1, collectionStatus: 'RELEASE' },
  });
  await writeSample(connection(), broken);
  const { status, findings } = await drillOf(name);
  expect(status).toBe('FAILED');
  const report = await openReport(page, name);
  await expect(report.getByText('What was wrong')).toBeVisible();
  await expect(report.getByText(findings[0] ?? 'no finding')).toBeVisible();
});

test('a role and a key with it are made; the key signs in, and is revoked', async ({ signedIn: page, browser }) => {
  const role = unique('viewer');
  const key = unique('key');
  await page.goto('access/create-role');
  await page.getByLabel('Name', { exact: true }).fill(role);
  await page.getByRole('checkbox', { name: 'backup:view' }).check();
  await page.getByRole('button', { name: 'Create role' }).click();
  await expect(page.getByRole('table', { name: 'Roles' })).toContainText(role);

  await page.getByRole('button', { name: 'Create key' }).click();
  await page.getByLabel('Name', { exact: true }).fill(key);
  await choose(page, /Project/);
  await choose(page, /Role/, role);
  await page.getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByText('This is the only time that the key is shown')).toBeVisible();
  const secret = (await page.locator('.secret').innerText()).trim();

  const other = await browser.newPage();
  await signIn(other, secret);
  await expect(other.getByText(samples.small.name)).toBeVisible();
  await other.close();

  await page.getByRole('link', { name: 'Go to the keys' }).click();
  await page.getByRole('button', { name: `Revoke key ${key}` }).click();
  await page.getByLabel(`To confirm, type ${key}`).fill(key);
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText(`Key ${key} was revoked.`).first()).toBeVisible();
});
