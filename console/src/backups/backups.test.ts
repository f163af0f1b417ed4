import { describe, expect, it } from 'vitest';

import type { Backup } from '../api/types';
import { matches, searchBackups } from './search';
import { bounds } from './timeRange';

function backup(backupName: string): Backup {
  return {
    projectId: 'proj-1a2b',
    backupId: `backup-${backupName}`,
    backupName,
    backupType: 'CLUSTER',
    creationMethod: 'AUTO',
    size: 0,
    expireTime: null,
    clusterId: 'in01-source',
    clusterName: 'Production',
    createTime: '2026-01-02T03:04:05Z',
    status: 'AVAILABLE',
    restoreNewInstancePolicies: [],
  };
}

describe('the search', () => {
  it('looks at names and ids, whatever the case', () => {
    expect(matches(backup('Nightly-1'), ' nightly ')).toBe(true);
    expect(matches(backup('a'), 'PRODUCTION')).toBe(true);
    expect(matches(backup('a'), 'in01-')).toBe(true);
    expect(matches(backup('a'), 'weekly')).toBe(false);
  });

  it('goes through all pages', async () => {
    const stored = Array.from({ length: 250 }, (_, index) => backup(`b${index}`));
    const pages: number[] = [];
    const found = await searchBackups('b249', 2_000, (page, pageSize) => {
      pages.push(page);
      return Promise.resolve({ count: stored.length, backups: stored.slice((page - 1) * pageSize, page * pageSize) });
    });
    expect(found.items.map(({ backupName }) => backupName)).toEqual(['b249']);
    expect(found.complete).toBe(true);
    expect(pages).toEqual([1, 2, 3]);
  });

  it('says where it stopped before the end', async () => {
    const page = Array.from({ length: 100 }, () => backup('a'));
    const found = await searchBackups('x', 200, () => Promise.resolve({ count: 5_000, backups: page }));
    expect(found).toEqual({ items: [], complete: false });
  });
});

describe('the time range', () => {
  const now = Date.parse('2026-01-02T03:04:05.678Z');

  it('is of the last hours, to the minute', () => {
    expect(bounds({ hours: '24', start: '', end: '' }, now)).toEqual({ start: '2026-01-01T03:04:00.000Z' });
  });

  it('is between two times, of which one can be absent', () => {
    expect(bounds({ hours: '', start: '2026-01-01T00:00:00+01:00', end: '' }, now)).toEqual({ start: '2025-12-31T23:00:00.000Z' });
    expect(bounds({ hours: '', start: '', end: '2026-01-01T00:00:00Z' }, now)).toEqual({ end: '2026-01-01T00:00:00.000Z' });
  });

  it('is any time where the address has something else', () => {
    expect(bounds({ hours: 'x', start: 'y', end: '' }, now)).toEqual({});
  });
});
