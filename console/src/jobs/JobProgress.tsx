import ProgressBar from '@cloudscape-design/components/progress-bar';

import type { Job } from '../api/types';
import { rate, size } from '../format/sizes';
import { eta } from '../format/times';
import { isMoving } from './motion';

/** How far a job is. Of one that has ended there is no more than the percentage. */
export function JobProgress({ job, detailed = false }: { readonly job: Job; readonly detailed?: boolean }) {
  const moving = isMoving(job);
  return (
    <ProgressBar
      value={Number(job.progress)}
      ariaLabel={`Progress of ${job.jobId}`}
      {...(detailed ? { label: 'Copied' } : {})}
      additionalInfo={moving || detailed ? pace(job, moving) : undefined}
    />
  );
}

function pace(job: Job, moving: boolean): string {
  if (job.type === 'PLAN' || job.bytesTotal === 0) {
    return moving ? 'Planning' : '';
  }
  const copied = `${size(job.bytesCopied)} of ${size(job.bytesTotal)}`;
  if (!moving) {
    return copied;
  }
  if (job.status === 'CANCELING') {
    return `${copied}, stopping`;
  }
  return job.bytesCopied === job.bytesTotal
    ? `${copied}, finishing`
    : `${copied} at ${rate(job.bytesPerSecond)}, ${eta(job.etaSeconds)}`;
}
