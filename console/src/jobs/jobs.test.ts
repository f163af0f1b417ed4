import { describe, expect, it } from 'vitest';

import { jobTitle } from './jobTitle';
import { canCancel, canRetry, isMoving } from './motion';
import { eventsPage, newestFirst } from './newestFirst';

describe('a job', () => {
  it('is called by what it does, with the name of the backup where that is known', () => {
    const job = { jobId: 'job-1', backupId: 'backup-1', description: 'Restore of backup backup-1 to cluster new' };
    expect(jobTitle(job, 'nightly$&')).toBe('Restore of backup nightly$& to cluster new');
    expect(jobTitle(job, undefined)).toBe(job.description);
    expect(jobTitle({ ...job, description: '' }, 'nightly')).toBe('job-1');
  });

  it('moves until it has ended', () => {
    expect((['PENDING', 'IN_PROGRESS', 'CANCELING'] as const).every((status) => isMoving({ status }))).toBe(true);
    expect((['SUCCESSFUL', 'FAILED', 'CANCELED'] as const).some((status) => isMoving({ status }))).toBe(false);
  });

  it('is canceled while it runs, and run again once it failed', () => {
    expect(canCancel({ type: 'RESTORE', status: 'IN_PROGRESS' })).toBe(true);
    expect(canCancel({ type: 'RESTORE', status: 'CANCELING' })).toBe(false);
    expect(canRetry({ type: 'RESTORE', status: 'CANCELED' })).toBe(true);
    expect(canRetry({ type: 'RESTORE', status: 'SUCCESSFUL' })).toBe(false);
    expect(canRetry({ type: 'PLAN', status: 'FAILED' })).toBe(false);
  });
});

describe('newestFirst', () => {
  const stored = Array.from({ length: 45 }, (_, index) => index);

  async function page(number: number, of = stored): Promise<{ items: readonly number[]; asked: number[] }> {
    const asked: number[] = [];
    const { items } = await newestFirst(number, 20, (wanted) => {
      asked.push(wanted);
      return Promise.resolve({ count: of.length, items: of.slice((wanted - 1) * 20, wanted * 20) });
    });
    return { items, asked };
  }

  it('begins with the last page', async () => {
    expect(await page(1)).toEqual({ items: [44, 43, 42, 41, 40], asked: [1, 3] });
  });

  it('ends with the first', async () => {
    const { items } = await page(3);
    expect(items[0]).toBe(19);
    expect(items.at(-1)).toBe(0);
  });

  it('reads a short list once', async () => {
    expect(await page(1, [0, 1])).toEqual({ items: [1, 0], asked: [1] });
    expect(eventsPage(1, 0, 20)).toBe(1);
  });
});
