import { backupOf, call, ended } from './api';
import { connection } from './connection';
import { getItem, putItems, tableNamed, type Item } from './dynamodb';
import { samples } from './sampleBackup';

const minute = 60_000;
const secondsKept = 90 * 86_400;

/**
 * Fills the list of the project up to so many jobs: copies of a dry run that the service made, under ids of their own
 * and in the lists of its project and its cluster, as docs/design.md has them. They are the newest, a minute apart.
 */
export async function fillJobs(wanted: number): Promise<void> {
  const { projectId } = connection();
  const { backupId, clusterId } = await backupOf(samples.small);
  const copied = await call<{ jobId: string }>('POST', `/v2/clusters/${clusterId}/backups/${backupId}/restoreCluster?dryRun=true`, {
    projectId,
    clusterName: 'copied',
    cuSize: 1,
    collectionStatus: 'KEEP',
  });
  await ended(copied.jobId);
  const { count } = await call<{ count: number }>('GET', `/v2/jobs?projectId=${projectId}&pageSize=1`);
  const missing = wanted - count;
  if (missing <= 0) {
    return;
  }
  const table = await tableNamed('JobsTable');
  const job = await getItem(table, `JOB#${copied.jobId}`, 'JOB');
  const lists = [`JOBS#PROJECT#${projectId}`, `JOBS#CLUSTER#${job.clusterId?.S ?? ''}`];
  const lasts = await Promise.all(lists.map((list) => getItem(table, list, 'LAST')));

  const begun = Date.now() - missing * minute;
  const items: Item[] = [];
  for (let index = 1; index <= missing; index++) {
    const jobId = `job-${index.toString(36).padStart(20, '0')}`;
    const startTime = new Date(begun + index * minute);
    const expiresAt = { N: String(Math.floor(startTime.getTime() / 1_000) + secondsKept) };
    items.push({
      ...job,
      pk: { S: `JOB#${jobId}` },
      jobId: { S: jobId },
      startTime: { S: startTime.toISOString() },
      expiresAt,
    });
    lists.forEach((list, at) => {
      items.push({ pk: { S: list }, sk: { S: numbered(last(lasts[at]) + index) }, jobId: { S: jobId }, expiresAt });
    });
  }
  await putItems(table, items);
  await putItems(
    table,
    lists.map((list, at) => ({ ...lasts[at], pk: { S: list }, number: { N: String(last(lasts[at]) + missing) } })),
  );
}

function last(item: Item | undefined): number {
  return Number(item?.number?.N ?? '0');
}

function numbered(value: number): string {
  return `N#${String(value).padStart(12, '0')}`;
}
