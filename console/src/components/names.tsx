import { Id } from './Id';
import { PageLink, paths } from './links';
import type { Names } from './useNames';

interface NameProps {
  readonly id: string;
  readonly names: Names;
}

/** Leads to the cluster where there is one; else it was dropped, or is one that was backed up. */
export function ClusterName({ id, names }: NameProps) {
  const name = names.clusters.get(id);
  return name === undefined ? <Id id={id} of="cluster" /> : <PageLink to={paths.cluster(id)}>{name}</PageLink>;
}

export function BackupName({ id, names }: NameProps) {
  const backup = names.backups.get(id);
  return backup === undefined ? (
    <Id id={id} of="backup" />
  ) : (
    <PageLink to={paths.backup(backup.clusterId, id)}>{backup.backupName}</PageLink>
  );
}
