import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useRef, useState } from 'react';

import type { Job } from '../api/types';
import { Confirm } from '../components/Confirm';
import { useNotify } from '../flash/Flash';
import { mayChange, whyNot } from '../session/permissions';
import { useApi, useWho } from '../session/Session';
import { canCancel, canRetry } from './motion';

type Asked = 'cancel' | 'retry';

export function JobActions({ job, onChanged }: { readonly job: Job; readonly onChanged: () => void }) {
  const { data } = useWho();
  const [asked, setAsked] = useState<Asked | null>(null);
  const reason = whyNot(mayChange(data?.key ?? null, job.projectId));
  const blocked = reason === null ? {} : { disabledReason: reason };
  const close = () => setAsked(null);
  return (
    <>
      <SpaceBetween direction="horizontal" size="xs">
        <Button disabled={!canCancel(job) || reason !== null} {...blocked} onClick={() => setAsked('cancel')}>
          Cancel job
        </Button>
        <Button disabled={!canRetry(job) || reason !== null} {...blocked} onClick={() => setAsked('retry')}>
          Run again
        </Button>
      </SpaceBetween>
      {asked === 'cancel' && <ConfirmCancel job={job} onChanged={onChanged} onClose={close} />}
      {asked === 'retry' && <ConfirmRetry job={job} onChanged={onChanged} onClose={close} />}
    </>
  );
}

interface ConfirmJobProps {
  readonly job: Job;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

function ConfirmCancel({ job, onChanged, onClose }: ConfirmJobProps) {
  const api = useApi();
  const notify = useNotify();
  // One for as long as the dialog is open, so that a repetition after a failure is the same call.
  const idempotencyKey = useRef(crypto.randomUUID());
  return (
    <Confirm
      title="Cancel this job?"
      action="Cancel job"
      onClose={onClose}
      onConfirm={async () => {
        await api.cancelJob(job.jobId, idempotencyKey.current);
        notify({ type: 'info', content: `Job ${job.jobId} is being canceled.` });
        onChanged();
      }}
    >
      Collections that are restored already stay. Of the others nothing is left, and a new cluster in which nothing is
      restored is dropped. The job can be run again afterwards.
    </Confirm>
  );
}

function ConfirmRetry({ job, onChanged, onClose }: ConfirmJobProps) {
  const api = useApi();
  const notify = useNotify();
  const idempotencyKey = useRef(crypto.randomUUID());
  return (
    <Confirm
      title="Run this job again?"
      action="Run again"
      onClose={onClose}
      onConfirm={async () => {
        await api.retryJob(job.jobId, idempotencyKey.current);
        notify({ type: 'info', content: `Job ${job.jobId} runs again.` });
        onChanged();
      }}
    >
      Only what is not restored yet is restored, from the backup as it is now. The job keeps its id and its cluster.
    </Confirm>
  );
}
