import { useMemo, useState } from 'react';

import type { BackupDetail, DryRun } from '../api/types';
import { planHindrance } from './planHindrance';
import { useDraft } from './useDraft';
import { isPlanning, usePlan, type PlanState } from './usePlan';
import { useRestore } from './useRestore';

interface WizardInputs<C, B extends object, R> {
  /** Names the draft; of each backup there is one. */
  readonly name: string;
  readonly backup: BackupDetail;
  readonly initial: () => C;
  /** The request for what was chosen, without a plan: this is what is planned, and with the plan's id restored. */
  readonly requestOf: (choices: C) => B;
  /** What is wrong with a step before the review; null where nothing is. */
  readonly problemOf: (step: number, choices: C) => string | null;
  readonly plan: (request: B, idempotencyKey: string) => Promise<DryRun>;
  readonly restore: (request: B, idempotencyKey: string) => Promise<R>;
  readonly onStarted?: (result: R) => void;
}

export interface RestoreWizardState<C, R> {
  readonly choices: C;
  readonly choose: (change: Partial<C>) => void;
  readonly step: number;
  /** Goes to a step, or says why not: to a later one only from a step that is right. */
  readonly goTo: (step: number) => void;
  /** Why the step cannot be left; null before somebody tried. */
  readonly complaint: string | null;
  readonly plan: PlanState;
  readonly restore: ReturnType<typeof useRestore<R>>;
  /** Whether a restore was sent off whose answer did not arrive. */
  readonly lost: boolean;
  readonly busy: boolean;
  readonly submit: () => void;
}

/** The step behind those in which something is chosen. */
export const reviewStep = 2;

/** A restore from its choices by way of its dry run to its start. All that was entered outlives a reload. */
export function useRestoreWizard<C, B extends object, R>(inputs: WizardInputs<C, B, R>): RestoreWizardState<C, R> {
  const { draft, update, choose, discard } = useDraft<C>(inputs.name, inputs.backup.backupId, inputs.initial);
  const { choices, step } = draft;
  const [complaint, setComplaint] = useState<string | null>(null);
  const { requestOf } = inputs;
  // Of a backup with thousands of collections a request is large.
  const body = useMemo(() => JSON.stringify(requestOf(choices)), [requestOf, choices]);
  const request = () => JSON.parse(body) as B;

  const plan = usePlan({
    active: step === reviewStep,
    body,
    order: draft.plan,
    save: (order) => update({ plan: order }),
    ask: (key) => inputs.plan(request(), key),
  });
  const restore = useRestore<R>({
    order: draft.restore,
    save: (order) => update({ restore: order }),
    send: (sent, key) => inputs.restore(JSON.parse(sent) as B, key),
    onStarted: (result) => {
      discard();
      inputs.onStarted?.(result);
    },
  });

  const passes = (of: number): boolean => {
    const problem = of === reviewStep ? planHindrance(plan) : inputs.problemOf(of, choices);
    setComplaint(problem);
    return problem === null;
  };
  const goTo = (next: number) => {
    if (next <= step) {
      setComplaint(null);
      update({ step: next });
    } else if (passes(step)) {
      update({ step: next });
    }
  };
  const submit = () => {
    if (passes(reviewStep)) {
      void restore.start(JSON.stringify({ ...request(), planId: plan.planId }));
    }
  };
  return {
    choices,
    choose,
    step,
    goTo,
    complaint,
    plan,
    restore,
    lost: draft.restore !== null && restore.error === null && !restore.busy,
    busy: restore.busy || (step === reviewStep && isPlanning(plan)),
    submit,
  };
}
