import { connection } from './connection';
import { samples } from './sampleBackup';

/** Calls the API as the owner, or with another key: what a test needs that is not about the console. */
export async function call<T>(method: string, path: string, body?: object, key = connection().apiKey): Promise<T> {
  const response = await fetch(connection().apiUrl + path, {
    method,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as { code: number; message?: string; data?: T };
  if (answer.code !== 0 || answer.data === undefined) {
    throw new Error(`${method} ${path}: ${answer.code} ${answer.message ?? ''}`);
  }
  return answer.data;
}

/** Waits until something can be read that is as wanted. */
export async function until<T>(read: () => Promise<T>, wanted: (value: T) => boolean, seconds = 120): Promise<T> {
  for (let waited = 0; waited < seconds; waited++) {
    const value = await read();
    if (wanted(value)) {
      return value;
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  throw new Error('What was waited for has not come.');
}

export interface BackupRef {
  readonly backupId: string;
  readonly clusterId: string;
}

export interface Sample {
  readonly clusterId: string;
  readonly name: string;
}

/** The backup of that name, once it is listed; `write` is called where it is not there yet. */
export async function backupOf(sample: Sample, write?: () => Promise<unknown>): Promise<BackupRef> {
  const list = () =>
    call<{ backups: (BackupRef & { backupName: string; status: string })[] }>(
      'GET',
      `/v2/backups?clusterId=${sample.clusterId}&pageSize=100`,
    );
  const isIt = (backup: { backupName: string; status: string }) =>
    backup.backupName === sample.name && backup.status === 'AVAILABLE';
  if (write !== undefined && !(await list()).backups.some(isIt)) {
    await write();
  }
  const { backups } = await until(list, (page) => page.backups.some(isIt));
  const found = backups.find(isIt);
  if (found === undefined) {
    throw new Error(`There is no backup ${sample.name}.`);
  }
  return found;
}

/** A key that may look at the project and change nothing. */
export async function readOnlyKey(): Promise<{ apiKey: string; apiKeyId: string }> {
  return call('POST', '/v2/api-keys', {
    name: 'Looks only',
    orgRole: 'Member',
    projects: [{ projectId: connection().projectId, role: 'Read-Only', allCluster: true }],
  });
}

/** Starts a restore that takes long enough to be looked at, and tells its job. */
export async function startLarge(clusterName: string): Promise<string> {
  const backup = await backupOf(samples.large);
  const { jobId } = await call<{ jobId: string }>(
    'POST',
    `/v2/clusters/${backup.clusterId}/backups/${backup.backupId}/restoreCluster`,
    { projectId: connection().projectId, clusterName, cuSize: 1, collectionStatus: 'KEEP' },
  );
  return jobId;
}

/** The job, once it has ended. */
export async function ended(jobId: string): Promise<{ status: string; reason: string }> {
  return until(
    () => call<{ status: string; reason: string }>('GET', `/v2/jobs/${jobId}`),
    (job) => !['PENDING', 'IN_PROGRESS', 'CANCELING'].includes(job.status),
  );
}

/** Restores the sample into a new cluster, and waits until it runs. */
export async function restoredCluster(backup: BackupRef, clusterName: string): Promise<string> {
  const started = await call<{ clusterId: string; jobId: string }>(
    'POST',
    `/v2/clusters/${backup.clusterId}/backups/${backup.backupId}/restoreCluster`,
    { projectId: connection().projectId, clusterName, cuSize: 1, collectionStatus: 'KEEP' },
  );
  const { status, reason } = await ended(started.jobId);
  if (status !== 'SUCCESSFUL') {
    throw new Error(`The restore of ${clusterName} ended ${status}: ${reason}`);
  }
  return started.clusterId;
}
