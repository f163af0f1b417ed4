import { describe, expect, it } from 'vitest';

import type { Plan } from '../api/types';
import { planHindrance } from './planHindrance';

const totals = { collections: 0, objects: 0, bytes: 0, rows: 0, partitions: 0, segments: 0 };
const plan = (problems: Plan['problems']): Plan => ({ collections: [], totals, warnings: [], problems });
const exists = { code: 96105, message: 'It exists.' };

describe('planHindrance', () => {
  it('is none of a plan without problems', () => {
    expect(planHindrance({ plan: plan([]), planId: 'job-1' })).toBeNull();
  });

  it('is that there is no plan yet', () => {
    expect(planHindrance({ plan: null, planId: null })).toContain('Wait for the dry run');
  });

  it('is that it has problems', () => {
    expect(planHindrance({ plan: plan([exists]), planId: 'job-1' })).toContain('a problem');
    expect(planHindrance({ plan: plan([exists, exists]), planId: 'job-1' })).toContain('2 problems');
  });
});
