import { count } from '../format/sizes';
import type { PlanState } from './usePlan';

/** Why what is planned cannot be restored; null where it can. */
export function planHindrance({ plan, planId }: Pick<PlanState, 'plan' | 'planId'>): string | null {
  if (plan === null || planId === null) {
    return 'Wait for the dry run: a restore begins with its plan.';
  }
  const { length } = plan.problems;
  if (length === 0) {
    return null;
  }
  return length === 1
    ? 'The dry run found a problem. Change what is restored, or where.'
    : `The dry run found ${count(length)} problems. Change what is restored, or where.`;
}
