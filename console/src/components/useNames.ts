import type { Backup } from '../api/types';
import { usePolled } from '../polling/usePolled';
import { useApi } from '../session/Session';

const mostBackups = 100;
const mostClusters = 500;

/** Names of what jobs and drills know by its id. */
export interface Names {
  /** The newest backups, by id. */
  readonly backups: ReadonlyMap<string, Backup>;
  /** The newest clusters, by id; those that were dropped are not among them. */
  readonly clusters: ReadonlyMap<string, string>;
}

/** Where they cannot be read, or are older, there are none: then an id is shown. */
export function useNames(): Names {
  const api = useApi();
  const backups = usePolled('names of backups', (signal) => api.backups({ pageSize: mostBackups }, signal));
  const clusters = usePolled('names of clusters', (signal) => api.allClusters(mostClusters, signal));
  return {
    backups: new Map((backups.data?.backups ?? []).map((backup) => [backup.backupId, backup])),
    clusters: new Map((clusters.data ?? []).map(({ clusterId, clusterName }) => [clusterId, clusterName])),
  };
}
