import type { Job, JobStatus } from '../api/types';

const movingStates: ReadonlySet<JobStatus> = new Set<JobStatus>(['PENDING', 'IN_PROGRESS', 'CANCELING']);

/** Whether the job will change by itself. */
export function isMoving(job: Pick<Job, 'status'>): boolean {
  return movingStates.has(job.status);
}

/** Whether it can be canceled: it runs or waits, and nobody has canceled it. */
export function canCancel(job: Pick<Job, 'status' | 'type'>): boolean {
  return job.status === 'PENDING' || job.status === 'IN_PROGRESS';
}

/** Whether it can be run again. A dry run cannot: another one is asked for. */
export function canRetry(job: Pick<Job, 'status' | 'type'>): boolean {
  return job.type === 'RESTORE' && (job.status === 'FAILED' || job.status === 'CANCELED');
}
