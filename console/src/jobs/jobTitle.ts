import type { Job } from '../api/types';

/** What a job is about, in the words of the service, with the backup's name where that is known. */
export function jobTitle(job: Pick<Job, 'jobId' | 'description' | 'backupId'>, backupName: string | undefined): string {
  if (job.description === '') {
    return job.jobId;
  }
  return backupName === undefined ? job.description : job.description.replace(job.backupId, () => backupName);
}
