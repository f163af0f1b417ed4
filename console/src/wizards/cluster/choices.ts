import type { BackupDetail, CuSize, RbacConflict, RestoreClusterRequest, Verify, VersionPolicy } from '../../api/types';

export interface ClusterChoices {
  readonly projectId: string;
  readonly clusterName: string;
  readonly cuSize: CuSize;
  readonly collectionStatus: 'KEEP' | 'RELEASE';
  /** Empty where the backup offers no choice. */
  readonly versionPolicy: VersionPolicy | '';
  readonly includeRbac: boolean;
  readonly rbacConflict: RbacConflict;
  readonly verify: Verify;
}

export function initialChoices(backup: BackupDetail): ClusterChoices {
  return {
    projectId: backup.projectId,
    clusterName: '',
    cuSize: 1,
    collectionStatus: 'KEEP',
    versionPolicy: backup.restoreNewInstancePolicies[0] ?? '',
    includeRbac: backup.hasRbac,
    rbacConflict: 'FAIL',
    verify: 'FILES',
  };
}

/** The request for what was chosen, without a plan. */
export function clusterRequest(choices: ClusterChoices): RestoreClusterRequest {
  const { versionPolicy, includeRbac, rbacConflict } = choices;
  return {
    projectId: choices.projectId,
    clusterName: choices.clusterName,
    cuSize: choices.cuSize,
    collectionStatus: choices.collectionStatus,
    ...(versionPolicy === '' ? {} : { restoreVersionPolicy: versionPolicy }),
    ...(includeRbac ? { includeRbac, rbacConflict } : {}),
    verify: choices.verify,
  };
}
