import type { BackupDetail, ConflictPolicy, RbacConflict, RestoreCollectionRequest, Verify } from '../../api/types';
import { nothingChosen, requested, type Selection } from './selection';

export interface CollectionChoices {
  readonly selection: Selection;
  readonly destClusterId: string;
  readonly conflictPolicy: ConflictPolicy;
  readonly includeRbac: boolean;
  readonly rbacConflict: RbacConflict;
  readonly verify: Verify;
}

export function initialChoices(): CollectionChoices {
  return {
    selection: nothingChosen,
    destClusterId: '',
    conflictPolicy: 'FAIL',
    includeRbac: false,
    rbacConflict: 'FAIL',
    verify: 'FILES',
  };
}

/** The request for what was chosen, without a plan. */
export function collectionRequest(choices: CollectionChoices, backup: BackupDetail): RestoreCollectionRequest {
  const { includeRbac, rbacConflict } = choices;
  return {
    destClusterId: choices.destClusterId,
    dbCollections: requested(choices.selection, backup.dbCollections),
    conflictPolicy: choices.conflictPolicy,
    ...(includeRbac ? { includeRbac, rbacConflict } : {}),
    verify: choices.verify,
  };
}
