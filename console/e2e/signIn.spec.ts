import { call, readOnlyKey } from './support/api';
import { expect, signIn, test } from './support/test';

const unknownKey = `rfl_${'x'.repeat(43)}`;

test('a wrong key is refused in the words of the service', async ({ page }) => {
  await page.goto('jobs');
  await page.getByLabel('API key').fill(unknownKey);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('Code 21119');
  await expect(page.getByRole('heading', { name: 'Sign in to Refloat' })).toBeVisible();
});

test('what cannot be a key is not sent', async ({ page }) => {
  const calls: string[] = [];
  page.on('request', (request) => calls.push(new URL(request.url()).pathname));
  await page.goto('');
  await page.getByLabel('API key').fill('rfl_short');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('An API key begins with rfl_')).toBeVisible();
  expect(calls.filter((path) => path.startsWith('/v2/'))).toEqual([]);
});

test('a reload keeps one signed in, and a new tab does not', async ({ page, context }) => {
  await signIn(page);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Backups' })).toBeVisible();
  const other = await context.newPage();
  await other.goto('');
  await expect(other.getByRole('heading', { name: 'Sign in to Refloat' })).toBeVisible();
});

test('who is signed in shows, with the projects', async ({ signedIn: page }) => {
  await page.goto('account');
  await expect(page.getByText('Role in the organization')).toBeVisible();
  await expect(page.getByText('Owner').first()).toBeVisible();
  await expect(page.getByRole('table', { name: 'Projects' }).getByRole('row')).not.toHaveCount(0);
});

test('a key that is revoked leads to the sign-in page with the reason', async ({ page }) => {
  const { apiKey, apiKeyId } = await readOnlyKey();
  await signIn(page, apiKey);
  await call('DELETE', `/v2/api-keys/${apiKeyId}`);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText('You were signed out')).toBeVisible();
  expect(await page.evaluate(() => sessionStorage.getItem('refloat.key'))).toBeNull();
});

test('the key is in session storage and nowhere else', async ({ signedIn: page }) => {
  const elsewhere = await page.evaluate(() => JSON.stringify(localStorage) + document.cookie + location.href);
  expect(elsewhere).not.toContain('rfl_');
});
