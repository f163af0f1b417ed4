import { backupOf, call, until } from './support/api';
import { samples } from './support/sampleBackup';
import { expect, signIn, test, unique } from './support/test';

test('a trigger for a drill is made, seen and deleted', async ({ signedIn: page }) => {
  // A schedule is to the minute, and the drill takes its time.
  test.setTimeout(300_000);
  const name = unique('drill');
  await backupOf(samples.small);
  await page.goto('triggers');
  await page.getByRole('button', { name: 'Create trigger' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Create a trigger' })).toBeVisible();
  await page.getByRole('button', { name: 'Create trigger' }).click();
  await expect(page.getByText('Choose a project.', { exact: true })).toBeVisible();

  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: /^Project/ }).click();
  await page.getByRole('option').first().click();
  await page.getByRole('radio', { name: 'A schedule' }).check();
  await page.getByLabel('Cluster that is backed up').fill(samples.small.clusterId);
  await page.getByLabel('Schedule', { exact: true }).fill('rate(1 minute)');
  await page.getByRole('radio', { name: 'A drill' }).check();
  await page.getByRole('button', { name: 'Create trigger' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Trigger ${name}` })).toBeVisible();

  await until(
    () => call<{ drills: { triggerName: string; status: string }[] }>('GET', '/v2/drills?pageSize=100'),
    ({ drills }) => drills.some(({ triggerName, status }) => triggerName === name && status !== 'RUNNING'),
    150,
  );
  await page.goto('drills');
  const row = page.getByRole('row').filter({ hasText: name }).last();
  await row.getByRole('button', { name: /^Report of the drill/ }).click();
  await expect(page.getByRole('dialog').getByText('Files opened')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.goto('triggers');
  await page.getByRole('link', { name }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText(`Trigger ${name} was deleted.`).first()).toBeVisible();
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
  await page.getByRole('button', { name: /Project/ }).click();
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: /Role/ }).click();
  await page.getByRole('option', { name: role }).click();
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
