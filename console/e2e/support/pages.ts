import { backupOf, call, restoredCluster, type BackupRef } from './api';
import { connection } from './connection';
import { samples } from './sampleBackup';

interface Shown {
  readonly restore: string;
  readonly plan: string;
  readonly cluster: string;
  readonly trigger: string;
}

/** Ids of one of each, which are made where the stack has none. */
async function shown(backup: BackupRef): Promise<Shown> {
  const { projectId } = connection();
  const { clusters } = await call<{ clusters: { clusterId: string; status: string }[] }>('GET', '/v2/clusters?pageSize=100');
  const cluster = clusters.find(({ status }) => status === 'RUNNING')?.clusterId ?? (await restoredCluster(backup, 'shown'));
  const restores = await call<{ jobs: { jobId: string }[] }>('GET', '/v2/jobs?type=RESTORE&pageSize=1');
  const plan = await call<{ jobId: string }>(
    'POST',
    `/v2/clusters/${backup.clusterId}/backups/${backup.backupId}/restoreCluster?dryRun=true`,
    { projectId, clusterName: 'planned', cuSize: 1, collectionStatus: 'KEEP' },
  );
  const triggers = await call<{ restoreTriggers: { triggerId: string }[] }>('GET', '/v2/restoreTriggers');
  const trigger =
    triggers.restoreTriggers[0] ??
    (await call<{ triggerId: string }>('POST', '/v2/restoreTriggers', {
      name: 'by-file',
      projectId,
      when: { request: true },
    }));
  return { restore: restores.jobs[0]?.jobId ?? '', plan: plan.jobId, cluster, trigger: trigger.triggerId };
}

/** Every page, by a name for its screenshot. */
export async function everyPage(): Promise<Record<string, string>> {
  const backup = await backupOf(samples.small);
  const { restore, plan, cluster, trigger } = await shown(backup);
  const here = `backups/${backup.clusterId}/${backup.backupId}`;
  return {
    backups: 'backups',
    backup: here,
    'restore-cluster': `${here}/restore-cluster`,
    'restore-collections': `${here}/restore-collections`,
    jobs: 'jobs',
    clusters: 'clusters',
    triggers: 'triggers',
    'create-trigger': 'triggers/create',
    drills: 'drills',
    keys: 'access',
    roles: 'access?tab=roles',
    'create-key': 'access/create-key',
    'create-role': 'access/create-role',
    account: 'account',
    'not-found': 'nowhere',
    job: `jobs/${restore}`,
    'dry-run': `jobs/${plan}`,
    cluster: `clusters/${cluster}`,
    trigger: `triggers/${trigger}`,
  };
}
