import { describe, expect, it } from 'vitest';

import type { BackupDetail } from '../../api/types';
import { clusterRequest, initialChoices } from './choices';

const backup: BackupDetail = {
  projectId: 'proj-1a2b',
  backupId: 'backup0a1b2c3d4e5f60718293',
  backupName: 'nightly',
  backupType: 'CLUSTER',
  creationMethod: 'AUTO',
  size: 1,
  expireTime: null,
  clusterId: 'in01-source',
  clusterName: '',
  createTime: '2026-01-02T03:04:05Z',
  status: 'AVAILABLE',
  restoreNewInstancePolicies: ['LATEST', 'ORIGINAL'],
  regionId: 'us-east-1',
  hasRbac: true,
  dbCollections: [],
};

describe('clusterRequest', () => {
  it('has everything that was chosen', () => {
    const choices = { ...initialChoices(backup), clusterName: 'staging', cuSize: 8 as const, versionPolicy: 'ORIGINAL' as const };
    expect(clusterRequest(choices)).toEqual({
      projectId: 'proj-1a2b',
      clusterName: 'staging',
      cuSize: 8,
      collectionStatus: 'KEEP',
      restoreVersionPolicy: 'ORIGINAL',
      includeRbac: true,
      rbacConflict: 'FAIL',
      verify: 'FILES',
    });
  });

  it('says nothing of users where none are restored, nor of a version where none is offered', () => {
    const bare = { ...backup, hasRbac: false, restoreNewInstancePolicies: [] };
    const request = clusterRequest({ ...initialChoices(bare), clusterName: 'a' });
    expect(request).not.toHaveProperty('includeRbac');
    expect(request).not.toHaveProperty('rbacConflict');
    expect(request).not.toHaveProperty('restoreVersionPolicy');
  });
});
