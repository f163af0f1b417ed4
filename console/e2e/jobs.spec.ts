import type { Page } from '@playwright/test';

import { call, startLarge } from './support/api';
import { expect, test, unique } from './support/test';

test('a job is seen to go on, is canceled, and is run again to its end', async ({ signedIn: page }) => {
  const jobId = await startLarge(unique('large'));
  await page.goto('jobs');
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: new RegExp(jobId) }) });
  await expect(row).toContainText(/Pending|In progress/);
  await row.getByRole('link', { name: new RegExp(jobId) }).click();

  await page.getByRole('button', { name: 'Cancel job' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel job' }).click();
  // Without a reload.
  await expect(page.getByText('Canceled', { exact: true }).first()).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText('How it ended')).toBeVisible();

  await page.getByRole('button', { name: 'Run again' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Run again' }).click();
  await expect(page.getByText('In progress').first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Successful', { exact: true }).first()).toBeVisible({ timeout: 150_000 });
  await expect(page.getByRole('list', { name: 'Events, newest first' }).or(page.getByLabel('Events, newest first'))).toBeVisible();
  expect((await call<{ runs: number; status: string }>('GET', `/v2/jobs/${jobId}`)).runs).toBe(2);
});

test('the progress of a restore is seen in the list', async ({ signedIn: page }) => {
  const jobId = await startLarge(unique('large'));
  await page.goto('jobs');
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: new RegExp(jobId) }) });
  await expect(row).toContainText(/ of .* (at|finishing)|finishing/, { timeout: 90_000 });
  await expect(row).toContainText('Successful', { timeout: 150_000 });
});

test('a page of the list is read from the service, and not the whole', async ({ signedIn: page }) => {
  const asked: URLSearchParams[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname === '/v2/jobs') {
      asked.push(url.searchParams);
    }
  });
  await page.goto('jobs?page=2&status=SUCCESSFUL');
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  expect(Object.fromEntries(asked[0] ?? [])).toEqual({ status: 'SUCCESSFUL', pageSize: '20', currentPage: '2' });
});

/** As a tab that another one covers, or that is seen again. */
async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

test('a hidden tab asks for nothing, and at once when it is seen again', async ({ signedIn: page }) => {
  await page.clock.install();
  let calls = 0;
  page.on('request', (request) => {
    calls += new URL(request.url()).pathname === '/v2/jobs' ? 1 : 0;
  });
  await page.goto('jobs');
  await expect(page.getByRole('table', { name: 'Jobs' }).or(page.getByText('No jobs yet'))).toBeVisible();
  const shown = calls;
  await page.clock.runFor(60_000);
  await expect.poll(() => calls).toBeGreaterThan(shown);

  await setHidden(page, true);
  const hidden = calls;
  await page.clock.runFor(600_000);
  expect(calls).toBe(hidden);
  await setHidden(page, false);
  await expect.poll(() => calls).toBe(hidden + 1);
});
