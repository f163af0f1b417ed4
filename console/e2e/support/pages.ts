import { backupOf, call, ended, restoredCluster, until, type BackupRef } from './api';
import { connection } from './connection';
import { samples } from './sampleBackup';
import { soundCluster, writeSound } from './soundBackup';

/** Names that no other test uses: what another one made may be gone before it is looked at. */
const shownName = 'nightly';
const failedName = 'failed-restore';

/** One of each of what has a page of its own. */
export interface Shown {
  readonly backup: BackupRef;
  readonly cluster: string;
  readonly clusterName: string;
  readonly restore: string;
  readonly failed: string;
  readonly plan: string;
  readonly trigger: string;
}

interface Clusters {
  readonly clusters: readonly { readonly clusterId: string; readonly clusterName: string }[];
}

/** Their ids; what the stack has not is made. */
export async function shown(): Promise<Shown> {
  const { projectId } = connection();
  const trigger = await drillTrigger();
  const backup = await backupOf({ clusterId: soundCluster, name: shownName }, () => writeSound(shownName));
  const { clusters } = await call<Clusters>('GET', '/v2/clusters?pageSize=100');
  const cluster =
    clusters.find(({ clusterName }) => clusterName === shownName)?.clusterId ?? (await restoredCluster(backup, shownName));
  const plan = await call<{ jobId: string }>(
    'POST',
    `/v2/clusters/${backup.clusterId}/backups/${backup.backupId}/restoreCluster?dryRun=true`,
    { projectId, clusterName: 'planned', cuSize: 1, collectionStatus: 'KEEP' },
  );
  const restores = await call<{ jobs: { jobId: string }[] }>('GET', `/v2/jobs?type=RESTORE&clusterId=${cluster}&pageSize=100`);
  return {
    backup,
    cluster,
    clusterName: shownName,
    restore: restores.jobs.at(-1)?.jobId ?? '',
    failed: await failedRestore(),
    plan: plan.jobId,
    trigger,
  };
}

/** A trigger whose drill of the sound backup has ended. */
async function drillTrigger(): Promise<string> {
  const { restoreTriggers } = await call<{ restoreTriggers: { triggerId: string; name: string }[] }>(
    'GET',
    '/v2/restoreTriggers?pageSize=100',
  );
  const found = restoreTriggers.find(({ name }) => name === shownName);
  if (found !== undefined) {
    return found.triggerId;
  }
  const { triggerId } = await call<{ triggerId: string }>('POST', '/v2/restoreTriggers', {
    name: shownName,
    projectId: connection().projectId,
    drill: true,
    maxSeconds: 3_600,
    when: { backupAvailable: { clusterId: soundCluster, backupType: 'CLUSTER', namePattern: `${shownName}*` } },
    restore: { cuSize: 1, collectionStatus: 'RELEASE' },
  });
  await writeSound(shownName);
  await until(
    () => call<{ drills: { triggerId: string; status: string }[] }>('GET', '/v2/drills?pageSize=100'),
    ({ drills }) => drills.some((drill) => drill.triggerId === triggerId && drill.status !== 'RUNNING'),
  );
  return triggerId;
}

/** A restore that opened files which are none. */
async function failedRestore(): Promise<string> {
  const { jobs } = await call<{ jobs: { jobId: string; description: string }[] }>(
    'GET',
    '/v2/jobs?type=RESTORE&status=FAILED&pageSize=100',
  );
  const found = jobs.find(({ description }) => description.includes(failedName));
  if (found !== undefined) {
    return found.jobId;
  }
  const backup = await backupOf(samples.small);
  const { jobId } = await call<{ jobId: string }>(
    'POST',
    `/v2/clusters/${backup.clusterId}/backups/${backup.backupId}/restoreCluster`,
    {
      projectId: connection().projectId,
      clusterName: failedName,
      cuSize: 1,
      collectionStatus: 'KEEP',
      verify: 'CONTENT',
    },
  );
  await ended(jobId);
  return jobId;
}

/** Every page, by a name for its screenshot. */
export function everyPage({ backup, cluster, restore, failed, plan, trigger }: Shown): Record<string, string> {
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
    'job-failed': `jobs/${failed}`,
    'dry-run': `jobs/${plan}`,
    cluster: `clusters/${cluster}`,
    trigger: `triggers/${trigger}`,
  };
}
