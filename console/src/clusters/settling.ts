import type { Cluster } from '../api/types';

/** Whether the cluster's state will change by itself. */
export function isSettling({ status }: Pick<Cluster, 'status'>): boolean {
  return status === 'CREATING' || status === 'RESTORE_BACKUP' || status === 'DELETING';
}
