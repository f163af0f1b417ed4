import { describe, expect, it } from 'vitest';

import type { ApiKey } from '../api/types';
import { MemoryStorage } from '../testing/memoryStorage';
import { forgetKey, keyProblem, prefixOf, storedKey, storeKey } from './keyStore';
import { mayChange, mayChangeAny, mayGrant, whyNot } from './permissions';

const legal = `rfl_${'aB3-_'.repeat(8)}xyz`;

describe('a key', () => {
  it('is stored and forgotten', () => {
    const storage = new MemoryStorage();
    storeKey(storage, legal);
    expect(storedKey(storage)).toBe(legal);
    forgetKey(storage);
    expect(storedKey(storage)).toBeNull();
  });

  it('has the form that the service gives it', () => {
    expect(keyProblem(legal)).toBeNull();
    expect(keyProblem('')).toBe('Enter an API key.');
    expect(keyProblem('rfl_short')).toContain('47 characters');
    expect(prefixOf(legal)).toBe('rfl_aB3-');
  });
});

function member(...roles: [projectId: string, role: string][]): ApiKey {
  return {
    apiKeyId: 'key-1',
    name: 'a',
    description: '',
    prefix: 'rfl_aaaa',
    orgRole: 'Member',
    projects: roles.map(([projectId, role]) => ({ projectId, role, allCluster: true, clusterIds: [] })),
    createdBy: '',
    createTime: '2026-01-02T03:04:05Z',
    expireTime: null,
    lastUsedTime: null,
    status: 'ACTIVE',
  };
}

describe('what a key may', () => {
  const owner: ApiKey = { ...member(), orgRole: 'Owner' };

  it('is everything of an owner', () => {
    expect(mayChange(owner, 'proj-a')).toBe('yes');
    expect(mayGrant(owner)).toBe(true);
  });

  it('goes by its role in the project', () => {
    const key = member(['proj-a', 'Admin'], ['proj-b', 'Read-Write'], ['proj-c', 'restorer']);
    expect(mayChange(key, 'proj-a')).toBe('yes');
    expect(mayChange(key, 'proj-b')).toBe('no');
    expect(mayChange(key, 'proj-c')).toBe('perhaps');
    expect(mayChange(key, 'proj-d')).toBe('no');
    expect(mayGrant(key)).toBe(true);
  });

  it('is nothing anywhere of one that reads', () => {
    const key = member(['proj-a', 'Read-Only']);
    expect(mayChangeAny(key)).toBe('no');
    expect(mayGrant(key)).toBe(false);
    expect(whyNot('no')).not.toBeNull();
  });

  it('is for the service to say where the key is not known', () => {
    expect(mayChangeAny(null)).toBe('perhaps');
    expect(whyNot('perhaps')).toBeNull();
  });
});
