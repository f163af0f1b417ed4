import { backupOf, call } from './api';
import { samples } from './sampleBackup';

/** Every page, by a name for its screenshot. */
export async function everyPage(): Promise<Record<string, string>> {
  const backup = await backupOf(samples.small);
  const here = `backups/${backup.clusterId}/${backup.backupId}`;
  const pages: Record<string, string> = {
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
  };
  const { jobs } = await call<{ jobs: { jobId: string; type: string }[] }>('GET', '/v2/jobs?pageSize=100');
  const restore = jobs.find(({ type }) => type === 'RESTORE');
  const plan = jobs.find(({ type }) => type === 'PLAN');
  const { clusters } = await call<{ clusters: { clusterId: string; status: string }[] }>('GET', '/v2/clusters?pageSize=100');
  const cluster = clusters.find(({ status }) => status === 'RUNNING');
  const { restoreTriggers } = await call<{ restoreTriggers: { triggerId: string }[] }>('GET', '/v2/restoreTriggers');
  return {
    ...pages,
    ...(restore === undefined ? {} : { job: `jobs/${restore.jobId}` }),
    ...(plan === undefined ? {} : { 'dry-run': `jobs/${plan.jobId}` }),
    ...(cluster === undefined ? {} : { cluster: `clusters/${cluster.clusterId}` }),
    ...(restoreTriggers[0] === undefined ? {} : { trigger: `triggers/${restoreTriggers[0].triggerId}` }),
  };
}
