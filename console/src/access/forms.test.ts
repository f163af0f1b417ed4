import { describe, expect, it } from 'vitest';

import type { Role } from '../api/types';
import { clusterIds, emptyKey, keyProblems, keyRequest, rolesFor } from './keyForm';
import { emptyRole, roleProblems, roleRequest } from './roleForm';

const now = Date.parse('2026-01-02T03:04:05Z');
const grant = { projectId: 'proj-1a2b', role: 'Read-Only', clusters: '' };

describe('a key', () => {
  it('is of a member for the projects that were chosen, and ends', () => {
    expect(keyRequest({ ...emptyKey, name: ' ci ', grants: [grant], days: '1' }, now)).toEqual({
      name: 'ci',
      orgRole: 'Member',
      projects: [{ projectId: 'proj-1a2b', role: 'Read-Only', allCluster: true }],
      expireTime: '2026-01-03T03:04:00.000Z',
    });
  });

  it('is of an owner without projects, and without an end', () => {
    expect(keyRequest({ ...emptyKey, name: 'root', orgRole: 'Owner', days: '' }, now)).toEqual({ name: 'root', orgRole: 'Owner' });
  });

  it('reaches the clusters that are named', () => {
    const { projects } = keyRequest({ ...emptyKey, name: 'a', grants: [{ ...grant, clusters: 'in01-aaaa, in01-bbbb' }] }, now);
    expect(projects).toEqual([{ projectId: 'proj-1a2b', role: 'Read-Only', clusterIds: ['in01-aaaa', 'in01-bbbb'] }]);
    expect(clusterIds(' ')).toEqual([]);
  });

  it('is refused with what is wrong', () => {
    expect(Object.keys(keyProblems({ ...emptyKey, days: '0' })).sort()).toEqual(['days', 'grants', 'name']);
    expect(keyProblems({ ...emptyKey, name: 'a', grants: [grant, grant] }).grants).toContain('once');
    expect(keyProblems({ ...emptyKey, name: 'a', grants: [{ ...grant, clusters: 'nope' }] }).grants).toContain('nope');
    expect(keyProblems({ ...emptyKey, name: 'a', orgRole: 'Owner' })).toEqual({});
  });

  it('can be given the roles of its project and of the organization', () => {
    const role = (roleName: string, projectId: string | null) => ({ roleName, projectId }) as Role;
    expect(rolesFor('proj-a', [role('mine', 'proj-a'), role('other', 'proj-b'), role('all', null)])).toEqual([
      'Admin',
      'Read-Write',
      'Read-Only',
      'mine',
      'all',
    ]);
  });
});

describe('a role', () => {
  it('has a policy for each type of which it allows something', () => {
    const form = {
      ...emptyRole,
      roleName: 'restorer',
      allowed: ['serving_cluster:modify', 'backup:manage'],
      resources: { backup: 'in01-aaaa', serving_cluster: '' },
    };
    expect(roleRequest(form)).toEqual({
      roleName: 'restorer',
      policies: [
        { resourceType: 'backup', privileges: ['manage'], resources: ['in01-aaaa'] },
        { resourceType: 'serving_cluster', privileges: ['modify'] },
      ],
    });
  });

  it('cannot be named so, nor allow nothing, nor create what has an id', () => {
    expect(Object.keys(roleProblems({ ...emptyRole, roleName: '1' })).sort()).toEqual(['allowed', 'roleName']);
    const create = { ...emptyRole, roleName: 'a', allowed: ['serving_cluster:create'] };
    expect(roleProblems(create)).toEqual({});
    expect(roleProblems({ ...create, resources: { backup: '', serving_cluster: 'in01-aaaa' } })).toHaveProperty('allowed');
  });
});
