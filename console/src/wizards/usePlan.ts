import { useEffect, useState } from 'react';

import { toApiError, type ApiError } from '../api/errors';
import type { DryRun, Job, Plan } from '../api/types';
import { isMoving } from '../jobs/motion';
import { usePolled } from '../polling/usePolled';
import { useApi } from '../session/Session';
import { orderFor, type PlanOrder } from './draft';

export interface PlanState {
  /** What the restore would do; null until that is known. */
  readonly plan: Plan | null;
  readonly planId: string | null;
  /** Why the dry run could not be asked for, or looked at. */
  readonly error: ApiError | null;
  /** Why the dry run ended without a plan; empty where it did not. */
  readonly failure: string;
  /** Asks for another dry run, of the backup as it is now. */
  readonly again: () => void;
  /** Asks or looks once more for the one that failed to be asked for. */
  readonly retry: () => void;
}

interface PlanInputs {
  /** Whether the plan is looked at: only then is it asked for. */
  readonly active: boolean;
  readonly body: string;
  readonly order: PlanOrder | null;
  readonly save: (order: PlanOrder | null) => void;
  readonly ask: (idempotencyKey: string) => Promise<DryRun>;
}

/** Has a restore planned, and waits for the plan. What was planned for the same body before a reload is found again. */
export function usePlan({ active, body, order, save, ask }: PlanInputs): PlanState {
  const api = useApi();
  const [attempt, setAttempt] = useState(0);
  const [error, setError] = useState<ApiError | null>(null);
  const current = order?.body === body ? order : null;
  const jobId = active ? (current?.jobId ?? null) : null;

  useEffect(() => {
    if (!active || jobId !== null) {
      return undefined;
    }
    // The key is kept before the call is made: a call whose answer is lost is repeated, not made anew.
    const asked = orderFor<PlanOrder>(order, body, (fresh) => ({ ...fresh, jobId: null }));
    if (asked !== order) {
      save(asked);
      return undefined;
    }
    let left = false;
    setError(null);
    ask(asked.key).then(
      (dryRun) => {
        if (!left) {
          save({ ...asked, jobId: dryRun.jobId });
        }
      },
      (thrown: unknown) => {
        if (!left) {
          setError(toApiError(thrown));
        }
      },
    );
    return () => {
      left = true;
    };
    // `ask` and `save` are made anew with each rendering, and mean the same for the same body.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [active, body, jobId, order?.key, attempt]);

  const job = usePolled<Job | null>(
    `plan ${jobId ?? ''}`,
    (signal) => (jobId === null ? Promise.resolve(null) : api.job(jobId, signal)),
    (read) => read !== null && isMoving(read),
  );
  const found = job.data?.jobId === jobId ? job.data : null;
  return {
    plan: found?.status === 'SUCCESSFUL' ? found.plan : null,
    planId: found?.status === 'SUCCESSFUL' ? jobId : null,
    error: jobId === null ? error : job.error,
    failure: found === null || isMoving(found) || found.status === 'SUCCESSFUL' ? '' : failureOf(found),
    again: () => save(null),
    retry: () => (jobId === null ? setAttempt((count) => count + 1) : job.refresh()),
  };
}

function failureOf(job: Job): string {
  return job.reason === '' ? 'The dry run ended without a plan.' : job.reason;
}

/** Whether the plan is still to come. */
export function isPlanning({ plan, error, failure }: PlanState): boolean {
  return plan === null && error === null && failure === '';
}
