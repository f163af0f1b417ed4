import { call } from './support/api';
import { connection } from './support/connection';
import { fillJobs } from './support/manyJobs';
import { expect, held, test } from './support/test';

const wanted = 10_000;
const pageSize = 20;

interface Jobs {
  readonly count: number;
  readonly jobs: { readonly jobId: string }[];
}

test('a table of 10,000 jobs is paged by the service, to its last page', async ({ signedIn: page }) => {
  test.setTimeout(240_000);
  await fillJobs(wanted);
  const list = `/v2/jobs?projectId=${connection().projectId}`;
  const { count, jobs } = await call<Jobs>('GET', `${list}&pageSize=1`);
  expect(count).toBeGreaterThanOrEqual(wanted);
  const lastPage = Math.ceil(count / pageSize);
  const oldestOf = async (number: number) =>
    (await call<Jobs>('GET', `${list}&pageSize=${pageSize}&currentPage=${number}`)).jobs.at(-1)?.jobId ?? 'none';
  const oldest = await oldestOf(lastPage);

  const asked: URLSearchParams[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname === '/v2/jobs') {
      asked.push(url.searchParams);
    }
  });
  const rows = page.getByRole('table', { name: 'Jobs' }).locator('tbody').getByRole('row');
  await page.goto('jobs');
  await expect(rows).toHaveCount(pageSize);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`(${count.toLocaleString('en')})`);

  const job = (jobId: string) => page.getByRole('link', { name: new RegExp(`^Job ${jobId}:`) });
  const turnTo = async (number: number, jobId: string) => {
    const begun = Date.now();
    await page.getByRole('button', { name: `Page ${number}`, exact: true }).click();
    await expect(job(jobId)).toBeVisible();
    return Date.now() - begun;
  };
  const newest = job(jobs[0]?.jobId ?? 'none');
  await expect(newest).toBeVisible();
  const second = await turnTo(2, await oldestOf(2));
  const last = await turnTo(lastPage, oldest);
  test.info().annotations.push({ type: 'pages', description: `the second in ${second} ms, the last in ${last} ms` });
  await expect(rows).toHaveCount(count % pageSize === 0 ? pageSize : count % pageSize);
  await expect(page).toHaveURL(new RegExp(`page=${lastPage}`));
  await expect(newest).toHaveCount(0);

  await page.reload();
  await expect(job(oldest)).toBeVisible();
  const oldestBefore = await oldestOf(lastPage - 1);
  const answers = await held(page, '**/v2/jobs?*');
  await page.getByRole('button', { name: 'Previous page' }).click();
  await expect(page.getByText('Loading jobs…')).toBeVisible();
  // The numbers of the pages stay where they are while one is read.
  await expect(page.getByRole('button', { name: `Page ${lastPage}`, exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next page' })).toBeEnabled();
  answers.release();
  await expect(job(oldestBefore)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`page=${lastPage - 1}`));
  await expect(rows).toHaveCount(pageSize);

  expect(new Set(asked.map((query) => query.get('currentPage')))).toEqual(new Set(['1', '2', String(lastPage), String(lastPage - 1)]));
  expect(new Set(asked.map((query) => query.get('pageSize')))).toEqual(new Set([String(pageSize)]));
});
